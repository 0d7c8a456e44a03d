import type { Block, MarkupTree } from '@sup/protocol';
import { inlineText } from '@sup/protocol/wire';
import { useMemo } from 'react';
import { View } from 'react-native';
import type { Called, KnownNames } from '../../../model/known-names';
import { useTheme } from '../../../ui';
import { MarkupBlocks } from './markup-blocks';
import { MarkupProvider, type MarkupSetting } from './markup-context';

export interface MessageMarkupProps {
  readonly tree: MarkupTree;
  readonly mine: boolean;
  readonly names: KnownNames;
  readonly called: Called;
  /** Room for the time at the end of the last line. */
  readonly metaWidth: number;
  readonly onPerson: (id: string) => void;
  readonly onRoom: (id: string) => void;
}

const metaHeight = 16;

/** The text of a message, in the shape that its markup gives it, with room for the meta at its end. */
export function MessageMarkup({
  tree,
  mine,
  names,
  called,
  metaWidth,
  onPerson,
  onRoom,
}: MessageMarkupProps) {
  const theme = useTheme();
  const type = theme.densityName === 'mobile' ? 'messageMobile' : 'message';
  const setting: MarkupSetting = useMemo(
    () => ({ mine, type, names, called, onPerson, onRoom }),
    [mine, type, names, called, onPerson, onRoom],
  );
  const width = metaWidth * theme.textScale;
  const endsInWords = isWords(tree.at(-1));
  return (
    <MarkupProvider value={setting}>
      <MarkupBlocks blocks={tree} metaWidth={endsInWords ? width : undefined} />
      {endsInWords ? null : <View aria-hidden style={{ width, height: metaHeight * theme.textScale }} />}
    </MarkupProvider>
  );
}

/** A block whose last line can hold the meta as well. */
function isWords(block: Block | undefined): boolean {
  return block?.kind === 'paragraph' && inlineText(block.children).trim() !== '';
}
