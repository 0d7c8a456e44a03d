import { cutMarkup, parseMarkup } from '@sup/protocol/wire';
import { useMemo, useState } from 'react';
import { Pressable, View, type ViewStyle } from 'react-native';
import { useWords } from '../../i18n';
import { isEmojiOnly } from '../../model/emoji';
import type { KnownNames } from '../../model/known-names';
import type { GroupPlace } from '../../model/timeline-rows';
import type { MessageItem } from '../../model/types';
import { type SupTheme, Txt, tokens, useTheme, webStyle } from '../../ui';
import { useTimeContext } from '../clock';
import { type PollActions, PollBody } from '../polls/poll-body';
import { type KeptActions, KeptLines } from './kept-line';
import { MessageMarkup } from './markup/message-markup';
import { MessageMeta, metaWidth } from './message-meta';
import { QuoteBox, useNameColour } from './quote-box';

export interface MessageBubbleProps {
  readonly item: MessageItem;
  readonly place: GroupPlace;
  readonly showName: boolean;
  readonly names: KnownNames;
  readonly flashing: boolean;
  readonly actions: KeptActions & PollActions;
  readonly onQuote: () => void;
  readonly onPerson: (id: string) => void;
  readonly onRoom: (id: string) => void;
}

const outer = 16;
const joined = 5;
const padding = {
  x: tokens.density.comfortable.bubblePaddingX,
  y: tokens.density.comfortable.bubblePaddingY,
};
/** Longer messages are cut here until the reader asks for all. */
const longText = 1_200;

/** Corners of spec §5: the sender's side is tight where a neighbour of the same group touches. */
function corners(mine: boolean, place: GroupPlace): ViewStyle {
  const top = place === 'first' || place === 'single' ? outer : joined;
  const bottom = place === 'last' || place === 'single' ? outer : joined;
  return mine
    ? {
        borderTopStartRadius: outer,
        borderBottomStartRadius: outer,
        borderTopEndRadius: top,
        borderBottomEndRadius: bottom,
      }
    : {
        borderTopEndRadius: outer,
        borderBottomEndRadius: outer,
        borderTopStartRadius: top,
        borderBottomStartRadius: bottom,
      };
}

/** The outline (high contrast, dark) and the light shadow of a bubble; drawn as shadows so that they take no room. */
function bubbleShadow(theme: SupTheme, mine: boolean): string {
  const outline = mine ? theme.chat.bubbleOwnOutline : theme.chat.bubbleOtherOutline;
  const shadows = outline === 'transparent' ? [] : [`inset 0 0 0 1px ${outline}`];
  if (!mine && theme.shadow.bubble !== 'none') shadows.push(theme.shadow.bubble);
  return shadows.join(', ') || 'none';
}

/** One message: quote, words and meta in a bubble, or emoji alone, or the dashed place of a deleted one. */
export function MessageBubble(props: MessageBubbleProps) {
  const { item } = props;
  if (item.deleted) return <DeletedBubble item={item} />;
  if (!item.quote && !item.forwarded && !item.mark && isEmojiOnly(item.body))
    return <EmojiOnly item={item} />;
  return <TextBubble {...props} />;
}

function TextBubble({ item, place, showName, flashing, actions, onQuote, ...doors }: MessageBubbleProps) {
  const theme = useTheme();
  const words = useWords();
  const context = useTimeContext();
  const [all, setAll] = useState(false);
  const { chat } = theme;
  const whole = useMemo(() => parseMarkup(item.body), [item.body]);
  const tree = useMemo(() => (all ? whole : cutMarkup(whole, longText)), [all, whole]);
  const long = tree !== whole;
  return (
    <View
      style={[
        {
          maxWidth: 560,
          paddingVertical: padding.y,
          paddingHorizontal: padding.x,
          backgroundColor: item.mine ? chat.bubbleOwn : chat.bubbleOther,
        },
        corners(item.mine, place),
        webStyle({ boxShadow: bubbleShadow(theme, item.mine) }),
      ]}
    >
      {flashing ? <Flash mine={item.mine} place={place} /> : null}
      {showName ? <SenderLine item={item} /> : null}
      <KeptLines item={item} actions={actions} />
      {item.quote ? <QuoteBox quote={item.quote} onOwn={item.mine} onPress={onQuote} /> : null}
      {item.poll ? (
        <PollBody {...{ item, actions }} {...doors} poll={item.poll} />
      ) : (
        <MessageMarkup
          tree={tree}
          mine={item.mine}
          names={doors.names}
          called={item}
          metaWidth={metaWidth(item, context, words)}
          onPerson={doors.onPerson}
          onRoom={doors.onRoom}
        />
      )}
      {long && !item.poll ? <ShowAll mine={item.mine} onPress={() => setAll(true)} /> : null}
      <MessageMeta item={item} />
    </View>
  );
}

function ShowAll({ mine, onPress }: { mine: boolean; onPress: () => void }) {
  const { chat } = useTheme();
  const words = useWords();
  return (
    <Pressable
      role="button"
      onPress={onPress}
      hitSlop={10}
      style={{ alignSelf: 'flex-start', paddingTop: 4, paddingBottom: 18 }}
    >
      <Txt type="labelLarge" color={mine ? chat.linkOnOwn : chat.link}>
        {words.message.showAll}
      </Txt>
    </Pressable>
  );
}

/** The target of a jump, washed in the primary colour for a moment. */
function Flash({ mine, place }: { mine: boolean; place: GroupPlace }) {
  const { colors } = useTheme();
  return (
    <View
      aria-hidden
      pointerEvents="none"
      style={[
        {
          position: 'absolute',
          top: 0,
          bottom: 0,
          start: 0,
          end: 0,
          backgroundColor: colors.primary,
          opacity: 0.14,
        },
        corners(mine, place),
      ]}
    />
  );
}

function SenderLine({ item }: { item: MessageItem }) {
  const { chat } = useTheme();
  const words = useWords();
  const colour = useNameColour(item.by);
  const role = item.byRole ? words.message.role[item.byRole] : '';
  return (
    <View style={{ flexDirection: 'row', alignItems: 'baseline', gap: 6, marginBottom: 1 }}>
      <Txt isolate type="senderName" color={colour} numberOfLines={1} style={{ flexShrink: 1 }}>
        {item.byName}
      </Txt>
      {role ? (
        <Txt type="meta" color={chat.onBubbleOtherVariant} style={{ fontWeight: '500', letterSpacing: 0 }}>
          {role}
        </Txt>
      ) : null}
    </View>
  );
}

function EmojiOnly({ item }: { item: MessageItem }) {
  return (
    <View style={{ alignItems: item.mine ? 'flex-end' : 'flex-start' }}>
      <Txt type="emojiOnly" selectable>
        {item.body.trim()}
      </Txt>
      <MessageMeta item={item} inline />
    </View>
  );
}

function DeletedBubble({ item }: { item: MessageItem }) {
  const theme = useTheme();
  const words = useWords();
  return (
    <View
      style={{
        flexDirection: 'row',
        alignItems: 'flex-end',
        gap: 8,
        borderWidth: 1,
        borderStyle: 'dashed',
        borderColor: theme.colors.outline,
        borderRadius: outer,
        paddingVertical: 6,
        paddingHorizontal: 12,
      }}
    >
      <Txt type="message" color={theme.colors.onSurfaceVariant}>
        {words.message.deleted}
      </Txt>
      <MessageMeta item={{ ...item, edited: false }} inline />
    </View>
  );
}
