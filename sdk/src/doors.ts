// The doors of the sdk: what an app or a bot may call. `client.ts` puts together what stands behind them.
import type {
  Api,
  AudienceName,
  BanView,
  Cmid,
  DoNotDisturb,
  Folder,
  History,
  KeptList,
  Levels,
  Mark,
  MemberView,
  MessageId,
  MessageVersion,
  NotificationView,
  NotifyLevel,
  Origin,
  PollTerms,
  Presence,
  ReceiptsView,
  Right,
  Role,
  RoomId,
  RoomSettings,
  ScheduleInput,
  SelfView,
  SignedIn,
  SpaceSort,
  UserId,
  UserView,
} from '@sup/protocol';
import type { Commands } from './command-doors.ts';
import type { Draft } from './records.ts';
import type { RestCall } from './rest.ts';
import type {
  ConnectionSnapshot,
  DirectorySnapshot,
  KeptSnapshot,
  LaterSnapshot,
  MessageItem,
  Mute,
  OwnSettingsSnapshot,
  Reminder,
  RoomSnapshot,
  RoomsSnapshot,
  SessionSnapshot,
  ThreadSnapshot,
  ThreadsSnapshot,
} from './snapshots.ts';

/** Fits React's useSyncExternalStore: the snapshot is the same object until something changed. */
export interface Watchable<Snapshot> {
  /** Calls the listener after each change; returns how to stop. Both are bound and may be passed on. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => Snapshot;
}

export interface Session extends Watchable<SessionSnapshot> {
  /** Makes an account and signs in; `recoveryCodes` are shown this once. */
  register(input: Credentials & { name: string; invite?: string }): Promise<SignedIn>;
  login(input: Credentials): Promise<SignedIn>;
  /** Comes in by a guest link with nothing but a name, until the link ends. */
  enter(input: { code: string; name: string }): Promise<SignedIn & { room: RoomId }>;
  /** Makes an account of a guest, who goes on as they are; answers recovery codes, which are shown this once. */
  upgrade(input: Credentials & { name?: string; invite?: string }): Promise<string[]>;
  /** Sets a new password with a recovery code or the code of a reset link, and signs in. */
  recover(input: Credentials & { code: string }): Promise<SignedIn>;
  /** Ends this session and wipes all that the device keeps of the account, also drafts and what is not sent. */
  logout(): Promise<void>;
}
export interface Credentials {
  handle: string;
  password: string;
}

export interface Connection extends Watchable<ConnectionSnapshot> {
  /** Tries at once instead of waiting out the back-off. */
  retryNow(): void;
  /** Resolves once the connection is ready; rejects when the client is stopped or signed out. */
  whenReady(): Promise<void>;
}

export interface SendOptions {
  replyTo?: MessageId;
  mentions?: UserId[];
  audience?: AudienceName[];
  /** The text is that of a poll (`pollText`). */
  poll?: PollTerms;
  /** Shows it and sends it that much later: until then `discard` undoes it. */
  holdMs?: number;
}

/** Where a message is. */
export interface MessagePlace {
  readonly room: RoomId;
  readonly seq: number;
  /** The thread of which it is a reply. */
  readonly thread?: MessageId;
}

export interface Room extends Watchable<RoomSnapshot> {
  readonly id: RoomId;
  /** "On the screen": loads what to show and gets every event; call what it returns when it leaves the screen. */
  open(): () => void;

  /** Shows the message at once and sends it, now or when there is a connection again. */
  send(text: string, options?: SendOptions): Cmid;
  edit(message: MessageId, text: string, options?: Pick<SendOptions, 'mentions' | 'audience'>): Cmid;
  delete(message: MessageId): Cmid;
  react(message: MessageId, emoji: string, on: boolean): Cmid;
  /** Tries a failed or waiting write again at once. */
  retry(write: Cmid): void;
  /** Gives up a failed or held write; false if it may have had its effect. */
  discard(write: Cmid): boolean;
  /** Resolves once the write is durable on the server; rejects when it was refused for good. */
  settled(write: Cmid): Promise<void>;

  loadOlder(): Promise<void>;
  loadNewer(): Promise<void>;
  /** Shows the timeline around a place; a seq beyond the head means the latest. */
  jumpTo(seq: number): Promise<void>;
  backToLatest(): void;

  /** "Read up to there", the head unless given: others see it, and it moves my marker. */
  markRead(seq?: number): void;
  /** Makes this message and all after it unread, for me only. */
  markUnread(seq: number): void;
  /** Says that I write; call it for every key, it is sent at most every 3 s. */
  typing(): void;
  stopTyping(): void;
  /** Keeps what I am writing, here and on my other devices; an empty text clears it. */
  setDraft(draft: { text: string; replyTo?: MessageId }): void;
  draft(): Draft | undefined;
  /** undefined ends the mute. */
  setMute(mute: Mute | undefined): void;
  /** What it may tell; undefined: what I chose for rooms of its kind. */
  setLevel(level: NotifyLevel | undefined): void;
  setPinned(pinned: boolean): void;
  /** Puts it into my own archive, or back into my list. */
  setPutAway(away: boolean): void;
  /** Whether a message notifies me, and which rule decides; rejects without a connection. */
  notification(message: MessageId): Promise<NotificationView>;
  /** Who has received and read a message, and when; rejects without a connection. */
  receipts(message: MessageId): Promise<ReceiptsView>;

  /** What a message said before it was edited, oldest first; rejects without a connection. */
  versions(message: MessageId): Promise<readonly MessageVersion[]>;

  loadMembers(): Promise<readonly MemberView[]>;
  addMember(user: UserId, role?: Role): Promise<void>;
  removeMember(user: UserId): Promise<void>;
  change(input: { name?: string; topic?: string }): Promise<void>;
  leave(): Promise<void>;
  readonly moderation: Moderation;
  readonly keeps: Keeps;
  readonly moves: Moves;
  readonly polls: Polls;
}

/** Who chose what, by choice; undefined where nobody is told. */
export type PollVoters = readonly (readonly UserId[])[] | undefined;

/** What becomes of messages of this room that ask something. */
export interface Polls {
  /** In place of all that I voted before: shown at once, told now or when there is a connection again. */
  vote(message: MessageId, choices: readonly number[]): void;
  /** Rejects without a connection. */
  voters(message: MessageId): Promise<PollVoters>;
  /** Nobody votes any more; rejects without a connection. */
  close(message: MessageId): Promise<void>;
}

/** Messages to another place and back; each rejects without a connection. */
export interface Moves {
  /** Moves messages of this room with the replies to them; answers what takes it back. */
  move(
    messages: readonly MessageId[],
    to: { readonly room: RoomId; readonly thread?: MessageId },
  ): Promise<Cmid>;
  /** Takes a move of mine from this room back. */
  undo(move: Cmid): Promise<void>;
  /** Where a message is that is or was here; undefined where I may not see it. */
  find(message: MessageId): Promise<MessagePlace | undefined>;
}

/** What a room keeps of its messages: pins, decisions, to-dos; and what is said again from elsewhere. */
export interface Keeps {
  /** The same object for the same list. */
  list(list: KeptList): KeptMessages;
  /** Puts a message on top of the room for all, or takes it off. */
  pin(message: MessageId, on: boolean): Cmid;
  /** null takes the mark away. */
  mark(message: MessageId, mark: Mark | null): Cmid;
  /** Says here again what was said in a room of mine; `text` is shown until the server has it. */
  forward(from: { room: RoomId; message: MessageId; text: string }): Cmid;
  /** Where a forwarded message of this room comes from; undefined where I cannot see it there. */
  origin(message: MessageId): Promise<Origin | undefined>;
}

/** One of the lists that a room keeps, changed last comes first. */
export interface KeptMessages extends Watchable<KeptSnapshot> {
  /** "On the screen": loads it and keeps it up to date; call what it returns when it leaves the screen. */
  open(): () => void;
  loadMore(): Promise<void>;
}

/** What those may do who keep a room in order. The server decides; the snapshot's role and rights say what to offer. */
export interface Moderation {
  /** Changes what the room has set; what is not named stays. */
  set(settings: RoomSettings): Promise<void>;
  /** The other becomes an owner, I an admin. */
  transfer(user: UserId): Promise<void>;
  /** Without `forMs`: until somebody ends it. */
  ban(user: UserId, terms?: { forMs?: number; reason?: string }): Promise<void>;
  unban(user: UserId): Promise<void>;
  /** Keeps someone from writing, that long or until somebody ends it. */
  mute(user: UserId, forMs?: number): Promise<void>;
  unmute(user: UserId): Promise<void>;
  bans(): Promise<readonly BanView[]>;
  /** The lowest role that may, for each right; what nobody may is absent. */
  rights(): Promise<ReadonlyMap<Right, Role>>;
  /** For how many days a room that is deleted now could be restored. */
  graceDays(): Promise<number>;
  /** Takes the room from everyone in it; those who may delete it can restore it for a while. */
  deleteRoom(): Promise<void>;
  restoreRoom(): Promise<void>;
}

/** A thread: the replies to one message of a room, which may have none yet. */
export interface Thread extends Watchable<ThreadSnapshot> {
  readonly id: MessageId;
  readonly room: RoomId;
  /** "On the screen": loads what to show, and opens the room; call what it returns when it leaves the screen. */
  open(): () => void;
  /** Replies, shown at once and sent in one order with all that I write in the room. */
  send(text: string, options?: SendOptions): Cmid;
  loadOlder(): Promise<void>;
  loadNewer(): Promise<void>;
  jumpTo(seq: number): Promise<void>;
  backToLatest(): void;
  /** "Read up to there", the head of the room unless given: moves my marker in the thread forward. */
  markRead(seq?: number): void;
  /** Makes this reply and all after it unread. */
  markUnread(seq: number): void;
  follow(on: boolean): void;
  setDraft(draft: { text: string; replyTo?: MessageId }): void;
  draft(): Draft | undefined;
}

/** The threads that I follow. */
export interface Threads extends Watchable<ThreadsSnapshot> {
  /** Counts anew what is unread in rooms whose entries do not all come. */
  refresh(): void;
}

/** What is in spaces. A space itself is a room: its members, roles, invitations and settings are those of its `Room`. */
export interface Spaces {
  /** The same object for the same space; also of a public one that is not mine. */
  directory(space: RoomId): SpaceDirectory;
  /** Puts a room into a space, or before another in it; null: as the last. Rejects without a connection. */
  put(space: RoomId, room: RoomId, before?: RoomId | null): Promise<void>;
  remove(space: RoomId, room: RoomId): Promise<void>;
}

/** What of a space I may see. */
export interface SpaceDirectory extends Watchable<DirectorySnapshot> {
  /** "On the screen": reads it and keeps it up to date; call what it returns when it leaves the screen. */
  open(): () => void;
  /** By name, through all spaces within it; empty: what is in the space itself. */
  search(query: string): void;
  sort(by: SpaceSort): void;
  loadMore(): Promise<void>;
  /** Reads it again, as after a failure. */
  refresh(): void;
}

export interface Rooms extends Watchable<RoomsSnapshot> {
  /** The one room that this person and I share (with myself: my notes). */
  openDirect(user: UserId): Promise<Room>;
  create(input: {
    kind: 'group' | 'channel' | 'space';
    name: string;
    topic?: string;
    history?: History;
    members?: UserId[];
    /** Of a space: everyone finds it. */
    public?: boolean;
  }): Promise<Room>;
  join(channel: RoomId): Promise<Room>;
  /** Joins with the code of an invitation. */
  redeem(code: string): Promise<Room>;
  /** Takes a room that a stranger brought me into; `rest.contacts` has the list of those that wait. */
  accept(request: RoomId): Promise<Room>;
}

/** What I have set beyond single rooms: shown at once, told to the server, the same on all my devices. */
export interface OwnSettings extends Watchable<OwnSettingsSnapshot> {
  /** What rooms may tell where I chose nothing for them. */
  setLevels(levels: Levels): void;
  /** When nothing may notify me; undefined: never. */
  setDoNotDisturb(schedule: DoNotDisturb | undefined): void;
  /** Words that call me like a mention. */
  setKeywords(words: readonly string[]): void;
  setFolders(folders: readonly Folder[]): void;
  /** Makes a new one, after the others. */
  addFolder(name: string, rooms: readonly RoomId[]): void;
  /** Whether others see how far I have received and read; if not, I see nobody's. */
  setHidesReceipts(hidden: boolean): void;
}

/** What I keep for later, the same on all my devices. */
export interface Later extends Watchable<LaterSnapshot> {
  /** "On the screen": says what the messages say; call what it returns when it leaves the screen. */
  open(): () => void;
  /** Shows more of what I saved. */
  showMore(): void;
  isSaved(room: RoomId, message: MessageId): boolean;
  /** Keeps a message to find it again, or lets it go. */
  save(room: RoomId, message: MessageId, on: boolean): void;
  reminder(room: RoomId, message: MessageId): Reminder | undefined;
  /** Brings a message back to me at a moment, in place of the moment before. */
  remind(room: RoomId, message: MessageId, at: number): Promise<void>;
  /** Ends a reminder, also one that came back. */
  forget(room: RoomId, message: MessageId): Promise<void>;
  /** An id for a message that is put off: tried again with the same one, it is put off once. */
  newSchedule(): Cmid;
  /** Puts a message off, or changes one that waits: once this resolves, the server sends it. */
  schedule(id: Cmid, input: Omit<ScheduleInput, 'encoding'>): Promise<void>;
  /** Once this resolves, it is never sent. */
  unschedule(id: Cmid): Promise<void>;
  /** Says where my clock is, so that others can write to me in my morning. */
  setZone(zone: string): void;
}

export interface Users {
  /** Who this is, as far as it is known here; what is unknown is asked for, and `subscribe` tells when it came. */
  readonly get: (user: UserId) => UserView | undefined;
  readonly subscribe: (listener: () => void) => () => void;
  search(query: string): Promise<readonly UserView[]>;
}

export interface PresenceDoor {
  /** Watches these people until the returned function is called. */
  watch(users: readonly UserId[]): () => void;
  readonly get: (user: UserId) => Presence | undefined;
  readonly subscribe: (listener: () => void) => () => void;
}

/** A message of someone else, as a bot gets it. */
export interface Received extends MessageItem {
  readonly id: MessageId;
  readonly seq: number;
  readonly room: Room;
  /** Answers in the same room, quoting the message. */
  reply(text: string): Cmid;
}

/** What went wrong on this device and is not the server's word: a bug of a listener, a store that is full. */
export interface Trouble {
  readonly what: 'store-full' | 'bug';
  readonly error: unknown;
}

export interface Client {
  readonly session: Session;
  readonly connection: Connection;
  readonly rooms: Rooms;
  readonly spaces: Spaces;
  readonly threads: Threads;
  readonly users: Users;
  readonly presence: PresenceDoor;
  readonly settings: OwnSettings;
  readonly later: Later;
  readonly commands: Commands;
  /** Myself, undefined when signed out. */
  readonly self: Watchable<SelfView | undefined>;
  /** Every REST route, typed: `client.rest.auth.sessions({})`. */
  readonly rest: { [Service in keyof Api]: { [Name in keyof Api[Service]]: RestCall<Api[Service][Name]> } };
  /** The same object for the same id. A room that is not mine is in state `loading` until it is known, then `gone`. */
  room(id: RoomId): Room;
  /** The thread of a message of the room; the same object for the same two. */
  thread(room: RoomId, message: MessageId): Thread;
  /** Nothing is unread any more, for me only; call what it returns to take that back. */
  markAllRead(): () => void;
  /** Messages of others as they come, also those that came while the bot was away and are unread. */
  messages(): AsyncIterableIterator<Received>;
  /** Makes what is not sent yet go first; resolves when nothing waits any more. */
  drained(): Promise<void>;
  /** How many of my writes the server does not have yet. */
  readonly unsent: Watchable<number>;
  /** Trouble on this device; without a listener nothing is swallowed: it is thrown. */
  onTrouble(listener: (trouble: Trouble) => void): () => void;
  /** Reads the local store and, when someone is signed in, connects. */
  start(): Promise<void>;
  /** The page goes: what is held to be undone is sent now. */
  release(): void;
  /** Writes what is still in memory and closes everything. */
  stop(): Promise<void>;
}
