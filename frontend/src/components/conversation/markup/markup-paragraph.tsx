import type { Inline } from '@sup/protocol';
import { inlineText } from '@sup/protocol/wire';
import { directionOf } from '../../../model/direction';
import { isMirrored, Txt, useTheme, webStyle } from '../../../ui';
import { MetaSpacer } from '../meta-spacer';
import { useMarkup } from './markup-context';
import { MarkupInlines } from './markup-inlines';

export interface MarkupParagraphProps {
  readonly inlines: readonly Inline[];
  readonly metaWidth: number | undefined;
}

/** Words that run on, in their own direction. */
export function MarkupParagraph({ inlines, metaWidth }: MarkupParagraphProps) {
  const { chat } = useTheme();
  const { mine, type } = useMarkup();
  return (
    <Txt
      isolate
      selectable
      type={type}
      color={mine ? chat.onBubbleOwn : chat.onBubbleOther}
      style={webStyle({ overflowWrap: 'anywhere', textAlign: 'start' })}
    >
      <MarkupInlines inlines={inlines} />
      {metaWidth === undefined ? null : <End inlines={inlines} width={metaWidth} />}
    </Txt>
  );
}

function End({ inlines, width }: { inlines: readonly Inline[]; width: number }) {
  const direction = directionOf(inlineText(inlines));
  const isAgainst = direction !== undefined && (direction === 'rtl') !== isMirrored();
  // Text that runs the other way ends at the far side, where its spacer would be of no use.
  return isAgainst ? '\n\u00a0' : <MetaSpacer width={width} />;
}
