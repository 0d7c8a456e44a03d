import type { RoomId } from '@sup/protocol';
import { Slot, useGlobalSearchParams, useRouter, useSegments } from 'expo-router';
import { useEffect, useMemo } from 'react';
import { useClient, useWatched } from '../client/client-context';
import { releaseOnLeave } from '../client/release-on-leave';
import { useConnection } from '../client/use-connection';
import { useDueNotice } from '../client/use-due-notice';
import { useMarkAllRead } from '../client/use-mark-all-read';
import { useMe } from '../client/use-me';
import { useOwnZone } from '../client/use-own-zone';
import { usePeople } from '../client/use-people';
import { useSame } from '../client/use-same';
import { roomSummaryOf } from '../client/view-models';
import { ConversationList } from '../components/list/conversation-list';
import { ListHeader } from '../components/list/list-header';
import { ShortcutRow } from '../components/list/shortcut-row';
import { ThreadsRow } from '../components/list/threads-row';
import { AppShell } from '../components/shell/app-shell';
import { Rail } from '../components/shell/rail';
import { TabBar } from '../components/shell/tab-bar';
import { useWords } from '../i18n';
import { countUnreadRooms, countWaiting, folderOf, type RoomFolder } from '../model/sort-rooms';
import { spaceFolders } from '../model/spaces';
import type { Person, RoomKind } from '../model/types';
import { useChatView } from '../stores/chat';
import { useSettings } from '../stores/settings';
import { Badge, useLayout, usePageTitle } from '../ui';
import { FirstRun } from './home-screen';

const dialogs: ReadonlySet<string> = new Set([
  'new',
  'new-group',
  'channels',
  'threads',
  'later',
  'requests',
  '[request]',
  'spaces',
  'new-space',
]);

/** The list of chats with whatever route is open beside it, or over it on a narrow window. */
export function ChatScreen() {
  const me = useMe();
  return me ? <Chats me={me.person} /> : null;
}

function useRooms() {
  const { rooms, presence } = useClient();
  const snapshot = useWatched(rooms);
  const people = usePeople();
  const list = useMemo(
    () =>
      snapshot.state === 'loading'
        ? undefined
        : snapshot.rooms.filter(isListed).map((room) => roomSummaryOf(room, people)),
    [snapshot, people],
  );
  const peers = useSame(snapshot.rooms.flatMap(({ peer }) => (peer ? [peer.id] : [])));
  useEffect(() => presence.watch(peers), [presence, peers]);
  return list;
}

/** A space is no chat of the list; one that is deleted stands among what is. */
const isListed = ({ kind, deletesAt }: { readonly kind: RoomKind; readonly deletesAt?: number }) =>
  kind !== 'space' || deletesAt !== undefined;

/** What the list can be narrowed to: spaces, which are the same for all in them, then folders of mine. */
function useFolders(): readonly RoomFolder[] {
  const client = useClient();
  const { rooms } = useWatched(client.rooms);
  const { folders } = useWatched(client.settings);
  return useMemo(() => [...spaceFolders(rooms), ...folders], [rooms, folders]);
}

/** Above the chats of a space: the way to all that is in it. */
function SpaceRow({ space, selectedId }: { space: RoomFolder | undefined; selectedId: string | undefined }) {
  const { spaces } = useWords();
  const router = useRouter();
  if (!space?.isSpace) return null;
  return (
    <ShortcutRow
      icon="space"
      label={spaces.all(space.name)}
      news=""
      selected={space.id === selectedId}
      onPress={() => router.push(`/r/${space.id}`)}
    />
  );
}

function Chats({ me }: { me: Person }) {
  const words = useWords();
  const router = useRouter();
  const rooms = useRooms();
  const folders = useFolders();
  usePageTitle(words.app.title(countWaiting(rooms ?? [])));
  const client = useClient();
  useEffect(() => releaseOnLeave(client), [client]);
  useDueNotice();
  useOwnZone();
  const { connection } = useConnection();
  const { room } = useGlobalSearchParams<{ room?: RoomId }>();
  const { search, setSearch } = useChatView();
  const { filter, listWidth, change } = useSettings();
  const { panes } = useLayout();
  const page = useSegments().at(-1);
  const inRoom = page === '[room]';
  const unreadRooms = countUnreadRooms(rooms ?? []);
  const there = useMemo(() => (rooms ?? []).filter(({ deletesAt }) => deletesAt === undefined), [rooms]);
  const markAllRead = useMarkAllRead(there.some(({ unread }) => unread > 0));
  const showPresence = connection.status !== 'offline';
  const toSettings = () => router.push('/settings');
  const bar = {
    section: 'chats' as const,
    unreadRooms,
    onChats: () => router.navigate('/'),
    onSettings: toSettings,
  };
  return (
    <AppShell
      labels={{ list: words.list.label, main: words.room.conversation }}
      listWidth={listWidth}
      onListWidth={(width) => change({ listWidth: width })}
      // On a phone a dialog's route fills the window as a room does.
      showMain={inRoom || (page !== undefined && dialogs.has(page))}
      rail={
        <Rail
          {...bar}
          me={me}
          showPresence={showPresence}
          onProfile={() => router.push(me.guestUntil === undefined ? '/settings/profile' : '/settings')}
        />
      }
      tabs={<TabBar {...bar} />}
      list={
        <>
          <ListHeader
            {...{ filter, folders, unreadRooms, me, showPresence }}
            hasArchived={there.some(({ archived }) => archived)}
            hasDeleted={there.length < (rooms ?? []).length}
            query={search}
            onQuery={setSearch}
            onFilter={(next) => change({ filter: next })}
            onNewChat={me.guestUntil === undefined ? () => router.push('/new') : undefined}
            onMarkAllRead={markAllRead}
            onSettings={toSettings}
          />
          <Shortcuts page={page} />
          <SpaceRow space={folderOf(filter, folders)} selectedId={inRoom ? room : undefined} />
          <ConversationList
            {...{ filter, folders, showPresence }}
            rooms={rooms && (filter === 'deleted' ? rooms : there)}
            selectedId={inRoom ? room : undefined}
            query={search}
            firstRun={panes === 'one' ? <FirstRun /> : undefined}
            onOpen={(id) => {
              // Each visited room is an entry of its own, so that Back and Forward follow them.
              if (!inRoom || id !== room) router.push(`/r/${id}`);
            }}
            onClear={() => {
              setSearch('');
              change({ filter: 'all' });
            }}
          />
        </>
      }
      main={<Slot />}
    />
  );
}

/** Above the chats: the ways to pages of their own, each once there is something on it. */
function Shortcuts({ page }: { page: string | undefined }) {
  const words = useWords();
  const router = useRouter();
  const client = useClient();
  const mine = useWatched(client.threads);
  const kept = useWatched(client.later);
  const { requests } = useWatched(client.rooms);
  const inRequests = page === 'requests' || page === '[request]';
  const waiting = requests > 0 ? words.contacts.waiting(requests) : '';
  return (
    <>
      {requests > 0 || inRequests ? (
        <ShortcutRow
          icon="user-plus"
          label={words.contacts.title}
          news={waiting}
          selected={inRequests}
          onPress={() => router.push('/requests')}
        >
          {requests > 0 ? <Badge kind="unread" count={requests} label={waiting} /> : null}
        </ShortcutRow>
      ) : null}
      {mine.threads.length > 0 ? (
        <ThreadsRow
          unread={mine.unread}
          mentions={mine.mentions}
          selected={page === 'threads'}
          onPress={() => router.push('/threads')}
        />
      ) : null}
      {kept.savedCount + kept.schedules.length + kept.reminders.length > 0 ? (
        <ShortcutRow
          icon="bookmark"
          label={words.later.title}
          news={kept.due > 0 ? words.later.due(kept.due) : ''}
          selected={page === 'later'}
          onPress={() => router.push('/later')}
        >
          {kept.due > 0 ? <Badge kind="unread" count={kept.due} label={words.later.due(kept.due)} /> : null}
        </ShortcutRow>
      ) : null}
    </>
  );
}
