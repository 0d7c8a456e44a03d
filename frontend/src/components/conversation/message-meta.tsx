import { View } from 'react-native';
import { type Catalog, useWords } from '../../i18n';
import { clockTime, fullTime, type TimeContext } from '../../model/time';
import type { MessageItem } from '../../model/types';
import { Icon, Tip, Txt, useTheme } from '../../ui';
import { useTimeContext } from '../clock';
import { TickMark } from './tick-mark';

const digitWidth = 6.1;
const tickWidth = 18;
const clockWidth = 15;
const pinWidth = 15;

/** How much of the last line the meta needs, before it is measured: the spacer must be right in the first frame. */
export function metaWidth(item: MessageItem, context: TimeContext, words: Catalog): number {
  const time = clockTime(item.at, context).length * digitWidth;
  const before = beforeTime(item, words);
  const edited = before ? (before.length + 1) * digitWidth * 0.88 : 0;
  const tick = item.mine && item.state !== 'failed' ? tickWidth : 0;
  const clock = item.expiresAt === undefined ? 0 : clockWidth;
  const pin = item.pinned ? pinWidth : 0;
  return Math.ceil(time + edited + tick + clock + pin + 6);
}

/** What stands before the time: that it was edited, moved or both. */
function beforeTime(item: MessageItem, { message, moves }: Catalog): string {
  return [item.moved && moves.moved, item.edited && message.edited].filter(Boolean).join(' ');
}

function useInk(item: MessageItem, inline: boolean): string {
  const { colors, chat } = useTheme();
  if (inline) return colors.onSurfaceVariant;
  return item.mine ? chat.onBubbleOwnVariant : chat.onBubbleOtherVariant;
}

function timesOf({ at, expiresAt }: MessageItem, context: TimeContext, words: Catalog['lifecycle']): string {
  const said = fullTime(at, context);
  return expiresAt === undefined ? said : `${said} · ${words.expires(fullTime(expiresAt, context))}`;
}

/** edited, time and tick, at the bottom end of a bubble, or in the line where there is none. */
export function MessageMeta({ item, inline = false }: { item: MessageItem; inline?: boolean }) {
  const words = useWords();
  const context = useTimeContext();
  const ink = useInk(item, inline);
  const times = timesOf(item, context, words.lifecycle);
  const { moved } = item;
  const tip = moved ? `${times}. ${words.moves.by(moved.byName, fullTime(moved.at, context))}` : times;
  const before = beforeTime(item, words);
  return (
    <View style={inline ? undefined : { position: 'absolute', end: item.mine ? 8 : 10, bottom: 6 }}>
      <Tip label={tip}>
        <View style={{ flexDirection: 'row', alignItems: 'center', gap: 3 }}>
          {item.pinned ? <Icon name="pin" size={12} color={ink} /> : null}
          {item.expiresAt === undefined ? null : <Icon name="clock" size={12} color={ink} />}
          <Txt type="meta" color={ink} style={{ fontVariant: ['tabular-nums'] }} numberOfLines={1}>
            {before ? `${before} ` : ''}
            {clockTime(item.at, context)}
          </Txt>
          {item.mine && !item.deleted ? <TickMark state={item.state} /> : null}
        </View>
      </Tip>
    </View>
  );
}
