import { useRef } from 'react';
import { ScrollView, TextInput, View } from 'react-native';
import { useWords } from '../../i18n';
import type { ChatFilter, RoomFilter, RoomFolder } from '../../model/sort-rooms';
import type { Person } from '../../model/types';
import {
  Avatar,
  Chip,
  fieldDirection,
  Icon,
  IconButton,
  Txt,
  useLayout,
  useTheme,
  webProps,
  webStyle,
} from '../../ui';

export interface ListHeaderProps {
  readonly query: string;
  readonly filter: RoomFilter;
  readonly unreadRooms: number;
  readonly folders: readonly RoomFolder[];
  /** Whether there is anything in the archive. */
  readonly hasArchived: boolean;
  /** Some chats are deleted and can be restored. */
  readonly hasDeleted: boolean;
  readonly me: Person;
  readonly showPresence: boolean;
  readonly onQuery: (query: string) => void;
  readonly onFilter: (filter: RoomFilter) => void;
  /** Absent for guests, who have one chat. */
  readonly onNewChat?: (() => void) | undefined;
  /** Absent where nothing is unread. */
  readonly onMarkAllRead?: (() => void) | undefined;
  readonly onSettings: () => void;
}

const filters: readonly ChatFilter[] = ['all', 'unread', 'groups', 'mentions'];

/** Above the list: search by name, the new-chat button, and the filter chips. */
export function ListHeader(props: ListHeaderProps) {
  const theme = useTheme();
  const words = useWords();
  const { panes } = useLayout();
  const gutter = panes === 'one' ? 16 : 12;
  return (
    <View>
      {panes === 'one' ? (
        <MobileTitle {...props} />
      ) : (
        <View
          style={{
            height: theme.density.header,
            flexDirection: 'row',
            alignItems: 'center',
            gap: 6,
            paddingHorizontal: 12,
          }}
        >
          {panes === 'two' ? (
            <IconButton icon="settings" label={words.nav.settings} onPress={props.onSettings} />
          ) : null}
          <SearchField query={props.query} onQuery={props.onQuery} />
          <MarkAllButton {...props} />
          {props.onNewChat ? (
            <IconButton icon="compose" label={words.list.newChat} onPress={props.onNewChat} />
          ) : null}
        </View>
      )}
      <ScrollView
        horizontal
        showsHorizontalScrollIndicator={false}
        role="radiogroup"
        aria-label={words.list.filters}
        style={{ flexGrow: 0 }}
        contentContainerStyle={{ gap: 6, paddingHorizontal: gutter, paddingBottom: 10 }}
      >
        {filters.map((filter) => (
          <Chip
            key={filter}
            label={words.list[filter]}
            count={filter === 'unread' ? props.unreadRooms : 0}
            selected={props.filter === filter}
            onPress={() => props.onFilter(filter)}
          />
        ))}
        {props.folders.map(({ id, name, isSpace }) => (
          <Chip
            key={id}
            label={name}
            {...(isSpace ? { icon: 'space' } : {})}
            selected={props.filter === `folder:${id}`}
            onPress={() => props.onFilter(`folder:${id}`)}
          />
        ))}
        {props.hasArchived || props.filter === 'archived' ? (
          <Chip
            label={words.notify.archived}
            selected={props.filter === 'archived'}
            onPress={() => props.onFilter('archived')}
          />
        ) : null}
        {props.hasDeleted || props.filter === 'deleted' ? (
          <Chip
            label={words.deletion.chats}
            selected={props.filter === 'deleted'}
            onPress={() => props.onFilter('deleted')}
          />
        ) : null}
      </ScrollView>
    </View>
  );
}

function MarkAllButton({ onMarkAllRead }: ListHeaderProps) {
  const { unread } = useWords();
  if (!onMarkAllRead) return null;
  return <IconButton icon="checks" label={unread.markAll} onPress={onMarkAllRead} />;
}

function MobileTitle(props: ListHeaderProps) {
  const words = useWords();
  return (
    <View style={{ paddingHorizontal: 16, paddingTop: 6, paddingBottom: 10, gap: 6 }}>
      <View style={{ flexDirection: 'row', alignItems: 'center', height: 44 }}>
        <Txt type="headlineMedium" role="heading" aria-level={1} style={{ flex: 1 }}>
          {words.nav.chats}
        </Txt>
        <MarkAllButton {...props} />
        {props.onNewChat ? (
          <IconButton icon="compose" iconSize={21} label={words.list.newChat} onPress={props.onNewChat} />
        ) : null}
        <Avatar
          id={props.me.id}
          name={props.me.name}
          size={32}
          presence={props.showPresence ? props.me.presence : undefined}
        />
      </View>
      <View style={{ flexDirection: 'row' }}>
        <SearchField query={props.query} onQuery={props.onQuery} />
      </View>
    </View>
  );
}

function SearchField({ query, onQuery }: { query: string; onQuery: (query: string) => void }) {
  const theme = useTheme();
  const words = useWords();
  const { panes } = useLayout();
  const input = useRef<TextInput>(null);
  return (
    <View
      accessibilityRole="search"
      style={{
        flex: 1,
        minWidth: 0,
        height: panes === 'one' ? 40 : 36,
        borderRadius: 11,
        backgroundColor: theme.colors.surfaceVariant,
        borderWidth: theme.highContrast ? 1 : 0,
        borderColor: theme.colors.outline,
        flexDirection: 'row',
        alignItems: 'center',
        gap: 8,
        paddingStart: 10,
        paddingEnd: query ? 0 : 10,
      }}
    >
      <Icon name="search" size={18} color={theme.colors.onSurfaceVariant} />
      <TextInput
        {...fieldDirection(query)}
        ref={input}
        value={query}
        onChangeText={onQuery}
        inputMode="search"
        placeholder={panes === 'three' ? words.list.search : words.list.searchShort}
        aria-label={words.list.search}
        placeholderTextColor={theme.colors.onSurfaceVariant}
        {...webProps({
          autoComplete: 'off',
          onKeyPress: (event) => {
            if (event.key === 'Escape') onQuery('');
          },
        })}
        style={[
          theme.type.bodyMedium,
          { flex: 1, minWidth: 0, height: '100%', padding: 0, color: theme.colors.onSurface },
          panes === 'one' ? { fontSize: 16 } : undefined,
          webStyle({ outlineOffset: 4, borderRadius: 4 }),
        ]}
      />
      {query ? (
        <IconButton
          icon="close"
          iconSize={16}
          size={32}
          label={words.list.clearSearch}
          onPress={() => onQuery('')}
          tip={false}
        />
      ) : null}
    </View>
  );
}
