import { Pressable, View } from 'react-native';
import { useWords } from '../../i18n';
import { fill } from '../../i18n/fill';
import { dayLine } from '../../model/time';
import type { SystemItem } from '../../model/types';
import { Button, Icon, type IconName, type PressState, Txt, useTheme, webStyle } from '../../ui';
import { useTimeContext } from '../clock';
import { systemSentence } from './system-sentence';

/** The date between two days; floating, it is a pill at the top while one scrolls. */
export function DayLine({ at, floating }: { at: number; floating?: boolean }) {
  const theme = useTheme();
  const words = useWords();
  const context = useTimeContext();
  return (
    <View style={{ alignItems: 'center', marginTop: 14, marginBottom: floating ? 0 : 10 }}>
      <View
        style={[
          { paddingVertical: 3, paddingHorizontal: 10, borderRadius: 11 },
          floating ? { backgroundColor: theme.colors.surface } : undefined,
          floating ? webStyle({ boxShadow: theme.shadow.toolbar }) : undefined,
        ]}
      >
        <Txt type="daySeparator" color={theme.colors.onSurfaceVariant}>
          {dayLine(at, context, words.day)}
        </Txt>
      </View>
    </View>
  );
}

/** Where the unread messages begin; it stays until the chat is left. */
export function UnreadLine({ count }: { count: number }) {
  const { chat } = useTheme();
  const words = useWords();
  const rule = <View style={{ flex: 1, height: 1, backgroundColor: chat.unreadLine, opacity: 0.75 }} />;
  return (
    <View style={{ width: '100%', maxWidth: 892, alignSelf: 'center', paddingHorizontal: 16 }}>
      <View style={{ flexDirection: 'row', alignItems: 'center', gap: 10, marginTop: 14, marginBottom: 8 }}>
        {rule}
        <Txt type="daySeparator" color={chat.onUnreadLine}>
          {words.message.newMessages(count)}
        </Txt>
        {rule}
      </View>
    </View>
  );
}

const icons: Record<SystemItem['event']['type'], IconName> = {
  created: 'users',
  moved: 'forward',
  joined: 'user-plus',
  added: 'user-plus',
  left: 'logout',
  deleted: 'trash',
  restored: 'refresh',
  removed: 'user',
  role: 'shield',
  banned: 'user',
  unbanned: 'user',
  muted: 'lock',
  unmuted: 'edit',
  set: 'settings',
  renamed: 'edit',
  topic: 'edit',
};

function useSystemSentence(event: SystemItem['event']) {
  const words = useWords();
  const { sentence, name } = systemSentence(event, words);
  return fill(sentence, {
    by: event.by,
    names: 'names' in event ? words.system.namesMore(event.names) : '',
    name,
  });
}

/** Where messages were that somebody moved, and the way to where they are. */
export function MovedRow({ count, onShow }: { count: number; onShow: () => void }) {
  const { colors } = useTheme();
  const { moves } = useWords();
  const text = moves.away(count);
  return (
    <View
      // It stands for messages: a feed has articles, and no buttons of its own.
      role="article"
      aria-label={text}
      style={{
        flexDirection: 'row',
        justifyContent: 'center',
        alignItems: 'center',
        gap: 6,
        marginVertical: 4,
        paddingHorizontal: 24,
      }}
    >
      <Icon name="forward" size={15} color={colors.onSurfaceVariant} />
      <Txt type="systemRow" color={colors.onSurfaceVariant} style={{ flexShrink: 1 }}>
        {text}
      </Txt>
      <Button
        kind="text"
        size="small"
        label={moves.show}
        accessibilityLabel={`${text}: ${moves.show}`}
        onPress={onShow}
      />
    </View>
  );
}

/** A line about the room itself: who came, who went, what it is called now. */
export function SystemRow({ item }: { item: SystemItem }) {
  const { colors } = useTheme();
  const parts = useSystemSentence(item.event);
  return (
    <View
      style={{
        flexDirection: 'row',
        justifyContent: 'center',
        alignItems: 'center',
        gap: 6,
        marginVertical: 8,
        paddingHorizontal: 24,
      }}
    >
      <Icon name={icons[item.event.type]} size={15} color={colors.onSurfaceVariant} />
      <Txt type="systemRow" color={colors.onSurfaceVariant} style={{ flexShrink: 1, textAlign: 'center' }}>
        {parts.map((part) => (
          <Txt
            key={part.text}
            isolate={part.value}
            type="systemRow"
            color={colors.onSurfaceVariant}
            style={{ fontWeight: part.value ? '600' : '400' }}
          >
            {part.text}
          </Txt>
        ))}
      </Txt>
    </View>
  );
}

interface EventsLineProps {
  readonly count: number;
  readonly open: boolean;
  readonly onPress: () => void;
}

/** Several events in a row as one line, which shows them and puts them away. */
export function EventsLine({ count, open, onPress }: EventsLineProps) {
  const { colors, chat } = useTheme();
  const { keeps } = useWords();
  return (
    <View role="article" aria-label={keeps.events(count)} style={{ alignItems: 'center', marginVertical: 6 }}>
      <Pressable
        role="button"
        aria-expanded={open}
        aria-label={`${keeps.events(count)}, ${open ? keeps.hideEvents : keeps.showEvents}`}
        onPress={onPress}
        hitSlop={8}
        style={({ hovered }: PressState) => ({
          flexDirection: 'row',
          alignItems: 'center',
          gap: 6,
          minHeight: 28,
          paddingHorizontal: 12,
          borderRadius: 14,
          backgroundColor: hovered ? chat.hover : 'transparent',
        })}
      >
        <Txt type="systemRow" color={colors.onSurfaceVariant}>
          {keeps.events(count)}
        </Txt>
        <View style={{ transform: [{ rotate: open ? '180deg' : '0deg' }] }}>
          <Icon name="chevron-down" size={15} color={colors.onSurfaceVariant} />
        </View>
      </Pressable>
    </View>
  );
}
