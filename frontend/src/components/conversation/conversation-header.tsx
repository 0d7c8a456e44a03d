import { Pressable, View } from 'react-native';
import { useWords } from '../../i18n';
import { clockTime, daysAgo, listTime, minutesAgo } from '../../model/time';
import type { Connection, Person, RoomKind } from '../../model/types';
import { Avatar, IconButton, Txt, useLayout, useTheme } from '../../ui';
import { useTimeContext } from '../clock';

export interface ConversationHeaderProps {
  readonly id: string;
  readonly kind: RoomKind;
  readonly name: string;
  readonly peer?: Person | undefined;
  readonly toMyself?: boolean;
  readonly members?: { readonly total: number; readonly online: number } | undefined;
  readonly connection: Connection;
  readonly lastUpdatedAt?: number | undefined;
  readonly detailsOpen: boolean;
  readonly onBack: () => void;
  readonly onDetails: () => void;
}

/** Who this is with, how they are, and the way to the details. */
export function ConversationHeader(props: ConversationHeaderProps) {
  const theme = useTheme();
  const words = useWords();
  const { panes } = useLayout();
  const one = panes === 'one';
  const subtitle = useSubtitle(props);
  return (
    <View
      style={{
        height: theme.density.header,
        flexDirection: 'row',
        alignItems: 'center',
        gap: one ? 8 : 11,
        paddingStart: one ? 4 : 16,
        paddingEnd: one ? 6 : 12,
        backgroundColor: theme.colors.surface,
        borderBottomWidth: 1,
        borderBottomColor: theme.chat.hairline,
        zIndex: 5,
      }}
    >
      {one ? (
        <IconButton icon="chevron-left" iconSize={22} label={words.common.back} onPress={props.onBack} />
      ) : null}
      <Pressable
        role="button"
        aria-label={[props.name, subtitle, words.room.details].filter(Boolean).join(', ')}
        onPress={props.onDetails}
        style={{
          flexDirection: 'row',
          alignItems: 'center',
          gap: one ? 8 : 11,
          flex: 1,
          minWidth: 0,
          borderRadius: 10,
        }}
      >
        <Avatar
          id={props.peer?.id ?? props.id}
          name={props.name}
          size={theme.densityName === 'compact' ? 28 : 36}
          shape={props.kind === 'direct' ? 'circle' : 'squircle'}
          presence={props.connection.status === 'online' ? props.peer?.presence : undefined}
          ring={theme.colors.surface}
        />
        <View style={{ flex: 1, minWidth: 0 }}>
          <Txt isolate type="roomTitle" numberOfLines={1} role="heading" aria-level={1}>
            {props.name}
          </Txt>
          {subtitle ? (
            <Txt type="roomSubtitle" color={theme.colors.onSurfaceVariant} numberOfLines={1}>
              {subtitle}
            </Txt>
          ) : null}
        </View>
      </Pressable>
      <IconButton
        icon={one ? 'more' : 'sidebar'}
        label={words.room.details}
        selected={props.detailsOpen && !one}
        onPress={props.onDetails}
      />
    </View>
  );
}

function useSubtitle(props: ConversationHeaderProps): string {
  const words = useWords();
  const context = useTimeContext();
  const { connection, peer, members } = props;
  if (connection.status === 'offline') {
    return props.lastUpdatedAt
      ? words.room.offlineSince(clockTime(props.lastUpdatedAt, context))
      : words.room.offline;
  }
  if (connection.status !== 'online') return words.room.connecting;
  if (props.toMyself) return words.room.noteToSelf;
  if (members && !peer) return words.room.members(members.total, members.online);
  if (!peer) return '';
  if (peer.presence !== 'offline' || peer.lastSeenAt === undefined) return words.presence[peer.presence];
  const minutes = minutesAgo(peer.lastSeenAt, context);
  if (minutes !== undefined) return words.lastSeen.minutes(minutes);
  if (daysAgo(peer.lastSeenAt, context) <= 0) return words.lastSeen.at(clockTime(peer.lastSeenAt, context));
  return words.lastSeen.on(listTime(peer.lastSeenAt, context));
}
