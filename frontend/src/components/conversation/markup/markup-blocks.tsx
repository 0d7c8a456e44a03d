import type { Block, ListBlock } from '@sup/protocol';
import { plainText } from '@sup/protocol/wire';
import { View } from 'react-native';
import { directionOf } from '../../../model/direction';
import { Txt, useTheme, webProps } from '../../../ui';
import { CodeBlock } from './code-block';
import { useMarkup } from './markup-context';
import { MarkupParagraph } from './markup-paragraph';

const paragraphGap = 8;
const tightGap = 2;

export interface MarkupBlocksProps {
  readonly blocks: readonly Block[];
  readonly gap?: number;
  /** The last block is words and leaves so much room at its end. */
  readonly metaWidth?: number | undefined;
}

/** Blocks below each other. */
export function MarkupBlocks({ blocks, gap = paragraphGap, metaWidth }: MarkupBlocksProps) {
  return (
    <View style={{ gap }}>
      {blocks.map((block, index) => (
        <MarkupBlock
          // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of one body have no other identity and never move.
          key={index}
          block={block}
          metaWidth={index === blocks.length - 1 ? metaWidth : undefined}
        />
      ))}
    </View>
  );
}

function MarkupBlock({ block, metaWidth }: { block: Block; metaWidth: number | undefined }) {
  switch (block.kind) {
    case 'paragraph':
      return <MarkupParagraph inlines={block.children} metaWidth={metaWidth} />;
    case 'quote':
      return <Quote blocks={block.children} />;
    case 'list':
      return <List list={block} />;
    case 'code':
      return <CodeBlock text={block.text} language={block.language} />;
  }
}

/** Bars and markers stand where the lines beside them begin, whatever side the screen begins at. */
function ownDirection(blocks: readonly Block[]): { readonly dir?: 'ltr' | 'rtl' } {
  const dir = directionOf(plainText(blocks));
  return dir === undefined ? {} : { dir };
}

function Quote({ blocks }: { blocks: readonly Block[] }) {
  const { chat } = useTheme();
  return (
    <View
      {...webProps({ role: 'blockquote', ...ownDirection(blocks) })}
      style={{ flexDirection: 'row', gap: 10 }}
    >
      <View style={{ width: 3, borderRadius: 2, backgroundColor: chat.quoteBar }} />
      <View style={{ flexShrink: 1, minWidth: 0 }}>
        <MarkupBlocks blocks={blocks} />
      </View>
    </View>
  );
}

function List({ list }: { list: ListBlock }) {
  const { items, start, loose } = list;
  return (
    <View
      role="list"
      {...webProps(ownDirection(items.flat()))}
      style={{ gap: loose ? paragraphGap : tightGap }}
    >
      {items.map((item, index) => (
        <Item
          // biome-ignore lint/suspicious/noArrayIndexKey: the items of one body have no other identity and never move.
          key={index}
          blocks={item}
          marker={start === undefined ? '•' : `${start + index}.`}
          digits={start === undefined ? 1 : `${start + items.length - 1}.`.length}
          gap={loose ? paragraphGap : tightGap}
        />
      ))}
    </View>
  );
}

interface ItemProps {
  readonly blocks: readonly Block[];
  readonly marker: string;
  /** Characters of the widest marker of the list. */
  readonly digits: number;
  readonly gap: number;
}

const digitWidth = 9;
const markerRoom = 6;

function Item({ blocks, marker, digits, gap }: ItemProps) {
  const theme = useTheme();
  const { mine, type } = useMarkup();
  const ink = mine ? theme.chat.onBubbleOwnVariant : theme.chat.onBubbleOtherVariant;
  return (
    <View role="listitem" style={{ flexDirection: 'row' }}>
      <Txt
        type={type}
        color={ink}
        style={{
          minWidth: digits * digitWidth * theme.textScale + markerRoom,
          fontVariant: ['tabular-nums'],
        }}
      >
        {marker}
      </Txt>
      <View style={{ flexShrink: 1, minWidth: 0 }}>
        <MarkupBlocks blocks={blocks} gap={gap} />
      </View>
    </View>
  );
}
