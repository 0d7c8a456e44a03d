import { FlatList, Pressable, View } from 'react-native';
import { useWords } from '../../i18n';
import { listTime } from '../../model/time';
import type { RoomKind } from '../../model/types';
import { Avatar, Button, ErrorLine, type PressState, Skeleton, SkeletonGroup, Txt, useTheme } from '../../ui';
import { useTimeContext } from '../clock';

/** What somebody new has begun; nothing of what they wrote. */
export interface RequestItem {
  readonly room: string;
  readonly kind: RoomKind;
  readonly name?: string | undefined;
  readonly by: { readonly id: string; readonly name: string; readonly handle: string };
  readonly at: number;
}

export interface RequestListProps {
  /** Absent until the server has said. */
  readonly requests: readonly RequestItem[] | undefined;
  readonly error: string | undefined;
  readonly busy: boolean;
  /** Absent where these are all. */
  readonly onMore: (() => void) | undefined;
  readonly onOpen: (room: string) => void;
  readonly onAccept: (room: string) => void;
}

/** Requests, the newest first, each with one tap to accept it. */
export function RequestList({ requests, error, busy, onMore, onOpen, onAccept }: RequestListProps) {
  const { contacts: words, common } = useWords();
  const { colors } = useTheme();
  if (error !== undefined) return <ErrorLine text={error} style={{ padding: 16 }} />;
  if (!requests) return <Loading label={common.loading} />;
  if (requests.length === 0) {
    return (
      <View style={{ flex: 1, alignItems: 'center', justifyContent: 'center', gap: 6, padding: 24 }}>
        <Txt type="titleMedium">{words.none}</Txt>
        <Txt color={colors.onSurfaceVariant} style={{ textAlign: 'center' }}>
          {words.noneHint}
        </Txt>
      </View>
    );
  }
  return (
    <FlatList
      role="list"
      aria-label={words.title}
      data={requests}
      keyExtractor={({ room }) => room}
      renderItem={({ item }) => (
        <RequestRow
          request={item}
          busy={busy}
          onOpen={() => onOpen(item.room)}
          onAccept={() => onAccept(item.room)}
        />
      )}
      ListFooterComponent={onMore ? <Button kind="text" label={words.more} onPress={onMore} /> : null}
      style={{ flex: 1 }}
      contentContainerStyle={{ paddingVertical: 8 }}
    />
  );
}

interface RowProps {
  readonly request: RequestItem;
  readonly busy: boolean;
  readonly onOpen: () => void;
  readonly onAccept: () => void;
}

function RequestRow({ request, busy, onOpen, onAccept }: RowProps) {
  const { contacts: words } = useWords();
  const theme = useTheme();
  const context = useTimeContext();
  const { by, at, kind, name = '' } = request;
  const what = kind === 'direct' ? words.writes : words.adds(name);
  return (
    <View
      role="listitem"
      style={{ flexDirection: 'row', alignItems: 'center', gap: 8, paddingEnd: 16, paddingStart: 8 }}
    >
      <Pressable
        role="button"
        aria-label={words.open(by.name, what)}
        onPress={onOpen}
        style={({ hovered, pressed }: PressState) => [
          {
            flex: 1,
            minWidth: 0,
            minHeight: 60,
            flexDirection: 'row',
            alignItems: 'center',
            gap: 12,
            paddingVertical: 8,
            paddingHorizontal: 8,
            borderRadius: 12,
          },
          hovered ? { backgroundColor: theme.chat.hover } : undefined,
          pressed ? { backgroundColor: theme.chat.pressed } : undefined,
        ]}
      >
        <Avatar id={by.id} name={by.name} size={44} />
        <View style={{ flex: 1, minWidth: 0 }}>
          <View style={{ flexDirection: 'row', alignItems: 'baseline', gap: 6 }}>
            <Txt isolate type="roomTitle" numberOfLines={1} style={{ flexShrink: 1 }}>
              {by.name}
            </Txt>
            <Txt type="roomSubtitle" color={theme.colors.onSurfaceVariant} numberOfLines={1}>
              {listTime(at, context)}
            </Txt>
          </View>
          <Txt isolate type="roomSubtitle" color={theme.colors.onSurfaceVariant} numberOfLines={1}>
            {what}
          </Txt>
        </View>
      </Pressable>
      <Button
        kind="tonal"
        size="small"
        label={words.accept}
        accessibilityLabel={words.acceptLabel(by.name)}
        disabled={busy}
        onPress={onAccept}
      />
    </View>
  );
}

function Loading({ label }: { label: string }) {
  return (
    <SkeletonGroup label={label}>
      {[140, 110, 170].map((width) => (
        <View
          key={width}
          style={{ flexDirection: 'row', alignItems: 'center', gap: 12, height: 60, paddingHorizontal: 16 }}
        >
          <Skeleton width={44} height={44} radius={22} />
          <Skeleton width={width} height={12} />
        </View>
      ))}
    </SkeletonGroup>
  );
}
