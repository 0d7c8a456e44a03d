import type { Inline, SpanKind } from '@sup/protocol';
import { inlineText } from '@sup/protocol/wire';
import { Fragment } from 'react';
import { Text, type TextStyle } from 'react-native';
import { monoFamily, useTheme, webStyle } from '../../../ui';
import { useMarkup } from './markup-context';
import { MentionWord } from './mention-word';
import { Spoiler } from './spoiler';
import { WebLink } from './web-link';

const styles: Readonly<Record<Exclude<SpanKind, 'spoiler'>, TextStyle>> = {
  bold: { fontWeight: '700' },
  italic: { fontStyle: 'italic' },
  strike: { textDecorationLine: 'line-through' },
};

/** Inlines one after the other. */
export function MarkupInlines({ inlines }: { inlines: readonly Inline[] }) {
  return inlines.map((inline, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one body have no other identity and never move.
    <Fragment key={index}>
      <MarkupInline inline={inline} />
    </Fragment>
  ));
}

function MarkupInline({ inline }: { inline: Inline }) {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'break':
      return '\n';
    case 'code':
      return <InlineCode text={inline.text} />;
    case 'mention':
      return <MentionWord mention={inline} />;
    case 'link':
      return (
        <WebLink url={inline.url}>
          {inline.children.length === 0 ? inline.url : <MarkupInlines inlines={inline.children} />}
        </WebLink>
      );
    case 'spoiler':
      return (
        <Spoiler words={inlineText(inline.children)}>
          <MarkupInlines inlines={inline.children} />
        </Spoiler>
      );
    default:
      return (
        <Text style={styles[inline.kind]}>
          <MarkupInlines inlines={inline.children} />
        </Text>
      );
  }
}

/** Monospaced letters look larger than others of their size. */
const codeShare = 0.92;

function InlineCode({ text }: { text: string }) {
  const theme = useTheme();
  const { type } = useMarkup();
  return (
    <Text
      style={[
        {
          fontFamily: monoFamily,
          fontSize: (theme.type[type].fontSize ?? 15) * codeShare,
          color: theme.chat.onCode,
          backgroundColor: theme.chat.codeBackground,
          borderRadius: 4,
        },
        webStyle({ padding: '1px 4px', boxDecorationBreak: 'clone', WebkitBoxDecorationBreak: 'clone' }),
        // There the background alone does not tell code from words.
        theme.highContrast ? webStyle({ boxShadow: `inset 0 0 0 1px ${theme.chat.codeOutline}` }) : undefined,
      ]}
    >
      {text}
    </Text>
  );
}
