import { registerRootComponent } from 'expo';
import { type ReactNode, useMemo, useState } from 'react';
import { View } from 'react-native';
import { SafeAreaProvider } from 'react-native-safe-area-context';
import { RecoveryCodes } from '../../src/components/auth/recovery-codes';
import { SignInForm } from '../../src/components/auth/sign-in-form';
import { SignUpForm } from '../../src/components/auth/sign-up-form';
import { BotListPage } from '../../src/components/bots/bot-list-page';
import { ClockProvider } from '../../src/components/clock';
import { Composer } from '../../src/components/conversation/composer';
import type { ComposerMode } from '../../src/components/conversation/composer-mode';
import { ConnectionBanner } from '../../src/components/conversation/connection-banner';
import { ConversationHeader } from '../../src/components/conversation/conversation-header';
import {
  ConversationSkeleton,
  EmptyChat,
  Welcome,
} from '../../src/components/conversation/conversation-states';
import type { MessageActions } from '../../src/components/conversation/message-actions';
import { MessageList } from '../../src/components/conversation/message-list';
import { TypingRow } from '../../src/components/conversation/typing-row';
import { ConversationList } from '../../src/components/list/conversation-list';
import { ListHeader } from '../../src/components/list/list-header';
import { DetailsPane } from '../../src/components/people/details-pane';
import { NewChatDialog } from '../../src/components/people/new-chat-dialog';
import { NewGroupDialog } from '../../src/components/people/new-group-dialog';
import { ProfileCard } from '../../src/components/people/profile-card';
import { AppearancePage } from '../../src/components/settings/appearance-page';
import { DevicesPage } from '../../src/components/settings/devices-page';
import { KeepAccountPage } from '../../src/components/settings/keep-account-page';
import { KeywordsForm } from '../../src/components/settings/keywords-form';
import { NotificationsPage } from '../../src/components/settings/notifications-page';
import { ProfilePage } from '../../src/components/settings/profile-page';
import { SecurityPage } from '../../src/components/settings/security-page';
import { SettingsNav, type SettingsPage } from '../../src/components/settings/settings-frame';
import { AppShell } from '../../src/components/shell/app-shell';
import { DetailsArea } from '../../src/components/shell/details-area';
import { Rail } from '../../src/components/shell/rail';
import { TabBar } from '../../src/components/shell/tab-bar';
import type { RoomFilter, RoomFolder } from '../../src/model/sort-rooms';
import type { Connection, MessageItem, TimelineItem } from '../../src/model/types';
import { type Appearance, type ThemeMode, ThemeProvider, useLayout } from '../../src/ui';
import {
  ada,
  at,
  conversation,
  jonas,
  markup,
  members,
  message,
  mika,
  noor,
  now,
  rooms,
  sam,
  states,
  yuki,
} from './sample';

/** Shows one screen of sample data, chosen by the address: ?screen=chat&theme=dark. For pictures and browser tests only. */
const query = new URLSearchParams(window.location.search);
const screen = query.get('screen') ?? 'chat';
const nothing = () => undefined;

const noFolders: readonly RoomFolder[] = [];

function manyMessages(total: number): TimelineItem[] {
  return Array.from({ length: total }, (_, index) =>
    message(index % 3 ? noor : sam, [
      `Message ${index} ${'words '.repeat(index % 17)}`,
      at(9, 0) - (total - index) * 40_000,
    ]),
  );
}

function startTimeline(): TimelineItem[] {
  if (screen === 'states') return states;
  if (screen === 'markup') return markup;
  if (screen === 'many') return manyMessages(Number(query.get('count') ?? 2000));
  return conversation;
}

function useSampleRoom() {
  const [timeline, setTimeline] = useState<TimelineItem[]>(startTimeline);
  const [mode, setMode] = useState<ComposerMode>({ kind: 'write' });
  const [target, setTarget] = useState<{ id: string; at: number }>();
  const patch = (item: MessageItem, change: Partial<MessageItem>) =>
    setTimeline((items) =>
      items.map((entry) =>
        entry.id === item.id && entry.kind === 'message' ? { ...entry, ...change } : entry,
      ),
    );
  const actions: MessageActions = useMemo(
    () => ({
      onReply: (item) => setMode({ kind: 'reply', name: item.byName, text: item.body }),
      onReact: (item, emoji) =>
        patch(item, { reactions: [...item.reactions, { emoji, count: 1, mine: true, names: [] }] }),
      onEdit: (item) => setMode({ kind: 'edit', id: item.id, body: item.body }),
      onDelete: (item) => patch(item, { deleted: true }),
      onUndo: nothing,
      onSave: nothing,
      onRemind: nothing,
      isSaved: () => false,
      onCopy: nothing,
      onRetry: (item) => patch(item, { state: 'queued' }),
      onDiscard: (item) => setTimeline((items) => items.filter((entry) => entry.id !== item.id)),
      onQuote: (item) => item.quote && setTarget({ id: item.quote.id, at: performance.now() }),
      onPerson: nothing,
      onWhy: nothing,
      onInfo: nothing,
      onUnread: nothing,
      onPin: (item) => patch(item, { pinned: !item.pinned }),
      origin: async () => undefined,
      onOrigin: nothing,
      onRoom: nothing,
      onMoved: nothing,
      onVoters: nothing,
      onClosePoll: nothing,
    }),
    [],
  );
  return { timeline, setTimeline, mode, setMode, target, actions, patch };
}

function connection(): Connection {
  if (screen === 'offline') return { status: 'offline' };
  if (screen === 'reconnecting') return { status: 'waiting', retryInSeconds: 4 };
  return { status: 'online' };
}

const names = {
  mine: 'sam.aalto',
  person: (handle: string) => (handle === 'noor.haddad' ? noor.id : undefined),
  room: (name: string) => (name === 'trail-map' ? 'trail-map' : undefined),
};

function RoomBody({
  room,
  unreadFrom,
}: {
  room: ReturnType<typeof useSampleRoom>;
  unreadFrom: number | undefined;
}) {
  if (screen === 'loading') return <ConversationSkeleton />;
  if (screen === 'empty') return <EmptyChat onHello={nothing} />;
  return (
    <MessageList
      roomId="sample"
      roomName="Trail map release"
      group
      timeline={room.timeline}
      unreadFrom={unreadFrom}
      hasOlder={screen === 'many'}
      names={names}
      target={room.target}
      canDelete={(item) => item.mine}
      actions={room.actions}
      onLoadOlder={() => setTimeout(() => room.setTimeline((items) => [...manyMessages(50), ...items]), 300)}
      onAtEnd={nothing}
      onLeave={() => document.getElementById('composer')?.focus()}
    />
  );
}

function Room({ onBack }: { onBack: () => void }) {
  const room = useSampleRoom();
  const state = connection();
  const unread = room.timeline.find(
    (item) => item.kind === 'message' && item.body.startsWith('@sam.aalto release'),
  );
  return (
    <>
      <ConnectionBanner connection={state} onRetry={nothing} />
      <ConversationHeader
        id="room-Trail map release"
        kind="group"
        name="Trail map release"
        members={{ total: 12, online: 5 }}
        connection={state}
        lastUpdatedAt={at(9, 46)}
        detailsOpen={screen === 'details'}
        onBack={onBack}
        onDetails={nothing}
      />
      <RoomBody room={room} unreadFrom={unread?.seq} />
      <TypingRow names={screen === 'chat' ? ['Mika Laine'] : []} />
      <Composer
        roomName="Trail map release"
        mode={room.mode}
        draft=""
        textMax={16384}
        enterSends
        offline={state.status === 'offline'}
        readOnly={screen === 'readonly' ? 'Only admins can post here' : undefined}
        onDraft={nothing}
        onTyping={nothing}
        onSend={(text) => {
          room.setTimeline((items) => [...items, message(sam, [text, now], { state: 'queued' })]);
          room.setMode({ kind: 'write' });
          return true;
        }}
        onSaveEdit={(id, text) => {
          room.setTimeline((items) =>
            items.map((item) =>
              item.id === id && item.kind === 'message' ? { ...item, body: text, edited: true } : item,
            ),
          );
          room.setMode({ kind: 'write' });
        }}
        onCancelMode={() => room.setMode({ kind: 'write' })}
        onEditLast={() => {
          const last = room.timeline.findLast((item) => item.kind === 'message' && item.mine);
          if (last?.kind === 'message') room.setMode({ kind: 'edit', id: last.id, body: last.body });
        }}
      />
    </>
  );
}

function RoomWithDetails({ onBack }: { onBack: () => void }) {
  return (
    <View style={{ flex: 1, flexDirection: 'row' }}>
      <View style={{ flex: 1 }}>
        <Room onBack={onBack} />
      </View>
      {screen === 'details' ? (
        <DetailsArea label="Details">
          <DetailsPane
            room={{
              id: 'room-Trail map release',
              kind: 'group',
              name: 'Trail map release',
              topic: 'Everything for the north loop map: print, app and press.',
              createdAt: at(9, 0),
              muted: false,
              notifications: 'Mentions only',
            }}
            members={members}
            myId={sam.id}
            canAdd
            canEdit
            onClose={nothing}
            onPerson={nothing}
            onAdd={nothing}
            onEdit={nothing}
            onKeeps={nothing}
            onNotifications={nothing}
            onLeave={nothing}
          />
        </DetailsArea>
      ) : null}
    </View>
  );
}

function Shell() {
  const { mobile } = useLayout();
  const [filter, setFilter] = useState<RoomFilter>('all');
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState(query.get('pane') === 'room' || !mobile);
  const [width, setWidth] = useState(320);
  const first = screen === 'first-run';
  const loaded = screen === 'loading' ? undefined : rooms;
  const shown = first ? [] : loaded;
  const online = screen !== 'offline';
  return (
    <AppShell
      labels={{ list: 'Chats', main: 'Conversation' }}
      listWidth={width}
      onListWidth={setWidth}
      showMain={open}
      rail={
        <Rail
          me={sam}
          section="chats"
          unreadRooms={first ? 0 : 3}
          showPresence={online}
          onChats={nothing}
          onSettings={nothing}
          onProfile={nothing}
        />
      }
      tabs={<TabBar section="chats" unreadRooms={3} onChats={nothing} onSettings={nothing} />}
      list={
        <>
          <ListHeader
            query={search}
            filter={filter}
            unreadRooms={first ? 0 : 3}
            folders={noFolders}
            hasArchived={false}
            hasDeleted={false}
            me={sam}
            showPresence={online}
            onQuery={setSearch}
            onFilter={setFilter}
            onNewChat={nothing}
            onSettings={nothing}
          />
          <ConversationList
            rooms={shown}
            folders={noFolders}
            selectedId={first || mobile ? undefined : 'room-Trail map release'}
            filter={filter}
            query={search}
            showPresence={online}
            onOpen={() => setOpen(true)}
            onClear={() => setFilter('all')}
          />
        </>
      }
      main={
        first ? (
          <Welcome name="Sam" onFind={nothing} onGroup={nothing} onChannels={nothing} />
        ) : (
          <RoomWithDetails onBack={() => setOpen(false)} />
        )
      }
    />
  );
}

function Dialogs() {
  const people = [ada, jonas, mika, yuki];
  const [typed, setTyped] = useState('');
  if (screen === 'new-group') {
    return (
      <NewGroupDialog
        query={typed}
        people={people}
        busy={false}
        onQuery={setTyped}
        onCreate={nothing}
        onClose={nothing}
      />
    );
  }
  if (screen === 'new-chat') {
    return (
      <NewChatDialog
        query={typed}
        people={people}
        searched={false}
        onQuery={setTyped}
        onPick={nothing}
        onNewGroup={nothing}
        onSpaces={() => undefined}
        onChannels={nothing}
        onClose={nothing}
      />
    );
  }
  if (screen === 'profile-card') {
    return (
      <ProfileCard
        person={{ ...noor, about: 'Maps, ferries and tea.' }}
        me={false}
        blocked={false}
        onMessage={nothing}
        onBlock={nothing}
        onClose={nothing}
      />
    );
  }
  return null;
}

function Settings({
  appearance,
  onAppearance,
}: {
  appearance: Appearance;
  onAppearance: (change: Partial<Appearance>) => void;
}) {
  const { mobile, panes } = useLayout();
  const [page, setPage] = useState(screen.replace('settings-', '') as SettingsPage | 'index');
  const shown = page === 'index' ? undefined : page;
  const back = () => setPage('index');
  const sessions = [
    { id: '1', name: 'Firefox on Linux', kind: 'desktop', current: true, lastActiveAt: now },
    { id: '2', name: 'iPhone 16', kind: 'mobile', current: false, lastActiveAt: at(9, 35) },
    { id: '3', name: 'Chrome on Windows', kind: 'desktop', current: false, lastActiveAt: at(18, 20, 1) },
  ] as const;
  const pages = {
    appearance: (
      <AppearancePage
        values={{ ...appearance, enterSends: true, undoSeconds: 0 }}
        onChange={onAppearance}
        onBack={back}
      />
    ),
    devices: (
      <DevicesPage
        sessions={sessions}
        onRetry={nothing}
        onRevoke={nothing}
        onRevokeOthers={nothing}
        onBack={back}
      />
    ),
    notifications: (
      <NotificationsPage
        levels={{ direct: 'all', group: 'all', channel: 'mentions' }}
        onLevels={nothing}
        onBack={back}
      >
        <KeywordsForm words={['ferry']} wordMax={50} wordsMax={50} onChange={nothing} />
      </NotificationsPage>
    ),
    bots: (
      <BotListPage
        bots={[{ id: 'b1', name: 'Builds', handle: 'builds', tokenCount: 1 }]}
        onRetry={nothing}
        onOpen={nothing}
        onNew={nothing}
        onBack={back}
      />
    ),
    account: (
      <KeepAccountPage
        name="Sam"
        until={Date.now() + 3_600_000}
        asksInvite
        busy={false}
        errors={{}}
        problem={undefined}
        onSave={nothing}
        onBack={back}
      />
    ),
    profile: <ProfilePage me={sam} busy={false} onSave={nothing} onBack={back} />,
    security: (
      <SecurityPage
        codesLeft={8}
        receipts
        onReceipts={nothing}
        blocked={[noor]}
        onRetry={nothing}
        onPassword={nothing}
        onCodes={nothing}
        onUnblock={nothing}
        onDelete={nothing}
        onBack={back}
      />
    ),
  };
  return (
    <View style={{ flex: 1, flexDirection: 'row' }}>
      {panes === 'three' ? (
        <Rail
          me={sam}
          section="settings"
          unreadRooms={3}
          showPresence
          onChats={nothing}
          onSettings={nothing}
          onProfile={nothing}
        />
      ) : null}
      {mobile && shown ? null : (
        <SettingsNav me={sam} page={shown} onPage={setPage} onBack={nothing} onSignOut={nothing} />
      )}
      {shown ? pages[shown] : null}
    </View>
  );
}

function Screen(props: {
  appearance: Appearance;
  onAppearance: (change: Partial<Appearance>) => void;
}): ReactNode {
  if (screen === 'sign-in')
    return <SignInForm busy={false} errors={{}} onSubmit={nothing} onForgot={nothing} onSignUp={nothing} />;
  if (screen === 'sign-up') {
    return (
      <SignUpForm
        busy={false}
        errors={{ handle: 'This username is taken.' }}
        onSubmit={nothing}
        onSignIn={nothing}
      />
    );
  }
  if (screen === 'codes') {
    const codes = [
      '4F7K-92QD',
      '8TMA-K3XV',
      'Q2WE-77HN',
      'ZP4C-MM1R',
      'H6JY-0DBS',
      'V9XN-5LKE',
      'T3GA-W8PU',
      'C1RF-6QZM',
    ];
    return <RecoveryCodes codes={codes} onCopy={async () => undefined} onDone={nothing} />;
  }
  if (screen.startsWith('settings-')) return <Settings {...props} />;
  return (
    <>
      <Shell />
      <Dialogs />
    </>
  );
}

function Gallery() {
  const [appearance, setAppearance] = useState<Appearance>({
    theme: (query.get('theme') ?? 'light') as ThemeMode,
    density: query.get('density') === 'compact' ? 'compact' : 'comfortable',
    textScale: Number(query.get('scale') ?? 1),
    reduceMotion: query.get('motion') === 'still',
  });
  return (
    <SafeAreaProvider>
      <ThemeProvider appearance={appearance}>
        <ClockProvider now={now}>
          <Screen
            appearance={appearance}
            onAppearance={(change) => setAppearance((before) => ({ ...before, ...change }))}
          />
        </ClockProvider>
      </ThemeProvider>
    </SafeAreaProvider>
  );
}

registerRootComponent(Gallery);
