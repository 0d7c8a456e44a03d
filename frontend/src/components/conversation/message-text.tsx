import { Linking } from 'react-native';
import { directionOf } from '../../model/direction';
import { type KnownHandles, splitText, type TextPart } from '../../model/split-text';
import type { MessageItem } from '../../model/types';
import { isMirrored, Txt, useTheme, webProps, webStyle } from '../../ui';
import { MetaSpacer } from './meta-spacer';

export interface MessageTextProps {
  readonly item: MessageItem;
  readonly handles: KnownHandles;
  readonly metaWidth: number;
  readonly lines?: number | undefined;
}

/** The words of a message with its links and mentions, and room for the meta at the end of the last line. */
export function MessageText({ item, handles, metaWidth, lines }: MessageTextProps) {
  const theme = useTheme();
  const type = theme.densityName === 'mobile' ? 'messageMobile' : 'message';
  const ink = item.mine ? theme.chat.onBubbleOwn : theme.chat.onBubbleOther;
  const direction = directionOf(item.body);
  const against = direction !== undefined && (direction === 'rtl') !== isMirrored();
  const parts = splitText(item.body, handles);
  return (
    <Txt
      isolate
      selectable
      type={type}
      color={ink}
      {...(lines === undefined ? {} : { numberOfLines: lines })}
      style={webStyle({ overflowWrap: 'anywhere', textAlign: 'start' })}
    >
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one body have no other identity and never move.
        <MessagePart key={index} part={part} mine={item.mine} type={type} />
      ))}
      {/* Text that runs the other way ends at the far side, where its spacer would be of no use. */}
      {against ? '\n\u00a0' : <MetaSpacer width={metaWidth * theme.textScale} />}
    </Txt>
  );
}

function MessagePart({
  part,
  mine,
  type,
}: {
  part: TextPart;
  mine: boolean;
  type: 'message' | 'messageMobile';
}) {
  const { chat } = useTheme();
  const link = mine ? chat.linkOnOwn : chat.link;
  if (part.kind === 'text') return part.text;
  if (part.kind === 'link') {
    return (
      <Txt
        type={type}
        color={link}
        role="link"
        onPress={() => void Linking.openURL(part.url)}
        {...webProps({
          href: part.url,
          hrefAttrs: { rel: 'noopener noreferrer nofollow', target: '_blank' },
        })}
        style={[
          { textDecorationLine: 'underline' },
          webStyle({ textDecorationThickness: '1px', textUnderlineOffset: '2px' }),
        ]}
      >
        {part.text}
      </Txt>
    );
  }
  if (!part.me) {
    return (
      <Txt type={type} color={link} style={{ fontWeight: '600' }}>
        {part.text}
      </Txt>
    );
  }
  return (
    <Txt
      type={type}
      color={chat.mentionText}
      style={[
        { fontWeight: '500', backgroundColor: chat.mentionTextBackground, borderRadius: 5 },
        webStyle({ padding: '0 3px' }),
      ]}
    >
      {part.text}
    </Txt>
  );
}
