import { useEffect, useState } from 'react';
import { Pressable, View } from 'react-native';
import { useWords } from '../../i18n';
import type { ForwardOrigin, MessageItem } from '../../model/types';
import { CheckMark, Icon, Txt, useTheme } from '../../ui';
import type { MessageActions } from './message-actions';

export type KeptActions = Pick<MessageActions, 'origin' | 'onOrigin' | 'onDone'>;

export interface KeptLineProps {
  readonly item: MessageItem;
  readonly actions: KeptActions;
}

function useInk(item: MessageItem): string {
  const { chat } = useTheme();
  return item.mine ? chat.onBubbleOwnVariant : chat.onBubbleOtherVariant;
}

/** Above the words of a message: where it comes from, and what it is to the room. */
export function KeptLines(props: KeptLineProps) {
  const { item } = props;
  return (
    <>
      {item.forwarded ? <ForwardedLine {...props} /> : null}
      {item.mark ? <MarkLine {...props} /> : null}
    </>
  );
}

function ForwardedLine({ item, actions }: KeptLineProps) {
  const ink = useInk(item);
  const { keeps } = useWords();
  const [origin, setOrigin] = useState<ForwardOrigin>();
  useEffect(() => {
    let stale = false;
    actions.origin(item).then(
      (found) => stale || setOrigin(found),
      // Without a connection nobody knows; the line says only that it was forwarded.
      () => undefined,
    );
    return () => {
      stale = true;
    };
  }, [actions, item]);
  const said = origin ? keeps.forwardedFrom(origin.byName, origin.roomName) : keeps.forwarded;
  const line = (
    <>
      <Icon name="forward" size={14} color={ink} />
      <Txt isolate type="quoteText" color={ink} numberOfLines={1} style={{ flexShrink: 1 }}>
        {said}
      </Txt>
    </>
  );
  const row = { flexDirection: 'row', alignItems: 'center', gap: 5, marginBottom: 3 } as const;
  if (!origin) return <View style={row}>{line}</View>;
  return (
    <Pressable
      role="button"
      aria-label={`${said}, ${keeps.toOrigin}`}
      onPress={() => actions.onOrigin(origin)}
      hitSlop={{ top: 8, bottom: 8 }}
      style={row}
    >
      {line}
    </Pressable>
  );
}

function MarkLine({ item, actions }: KeptLineProps) {
  const { keeps } = useWords();
  const ink = useInk(item);
  const { mark } = item;
  if (!mark) return null;
  const row = { flexDirection: 'row', alignItems: 'center', gap: 6, marginBottom: 4 } as const;
  const isDone = mark.kind === 'done';
  const who = mark.mine ? keeps.me : mark.who;
  const said = who ? (isDone ? keeps.doneBy(who) : keeps.todoOf(who)) : keeps.marks[mark.kind];
  const words = (
    <Txt isolate type="quoteName" color={ink} numberOfLines={1} style={{ flexShrink: 1 }}>
      {said}
    </Txt>
  );
  if (mark.kind === 'decision') {
    return (
      <View style={row}>
        <Icon name="check" size={14} color={ink} />
        {words}
      </View>
    );
  }
  const { onDone } = actions;
  return (
    <Pressable
      role="checkbox"
      aria-checked={isDone}
      aria-label={`${said}, ${isDone ? keeps.reopen : keeps.finish}`}
      disabled={!onDone}
      onPress={() => onDone?.(item)}
      hitSlop={8}
      style={row}
    >
      <CheckMark checked={isDone} />
      {words}
    </Pressable>
  );
}
