// What screens are shown: immutable values. A part that did not change is the same object in the next snapshot.
import type {
  AudienceName,
  Cmid,
  DoNotDisturb,
  Encoding,
  Folder,
  History,
  Levels,
  Mark,
  MemberView,
  MessageId,
  NotifyLevel,
  PollView,
  PollWords,
  Reaction,
  ReminderView,
  Role,
  RoomId,
  RoomKind,
  RoomSettings,
  ScheduleView,
  SelfView,
  SpaceChildView,
  SpaceSort,
  SystemEntry,
  ThreadSummary,
  UserId,
  UserView,
} from '@sup/protocol';
import type { Draft, Refusal } from './records.ts';

/** How far my own message has come; it never goes back. */
export type OwnStatus = 'queued' | 'sent' | 'delivered' | 'read' | 'failed';

export interface MessageItem {
  readonly kind: 'message';
  /** Stable from the moment it was written, through ack and reload. */
  readonly key: string;
  /** Absent until the server has it. */
  readonly id?: MessageId;
  readonly seq?: number;
  readonly cmid: Cmid;
  readonly by: UserId;
  readonly mine: boolean;
  readonly at: number;
  readonly encoding: Encoding;
  /** null when deleted. */
  readonly body: string | null;
  readonly deleted: boolean;
  /** Where a message was that has been moved: `Moves.find` says where it is. Such an item has no id. */
  readonly movedAway?: { readonly message: MessageId; readonly at: number };
  /** Somebody brought it here; `at` is when it was said first. */
  readonly moved?: { readonly at: number; readonly by: UserId };
  readonly edited: boolean;
  readonly editedAt?: number;
  /** When it disappears, by the server's clock. */
  readonly expiresAt?: number;
  readonly mentions?: readonly UserId[];
  /** Everyone in the room or those of a role, who are called as such. */
  readonly audience?: readonly AudienceName[];
  /** As what it means me; absent where it does not. */
  readonly calledAs?: AudienceName;
  readonly mentionsMe: boolean;
  readonly replyTo?: MessageId;
  /** What it answers, where I may see it and it is known here. */
  readonly quoted?: Quoted;
  readonly reactions: readonly Reaction[];
  /** It was said elsewhere; `Room.origin` tells where, to those who could see it there. */
  readonly forwarded?: true;
  /** Set while it stands on top of the room. */
  readonly pinned?: Kept;
  readonly mark?: Kept & Mark;
  readonly poll?: PollShown;
  /** The thread of which it is a reply. */
  readonly thread?: MessageId;
  /** The thread that grew from it. */
  readonly summary?: ThreadSummary;
  /** Only for my own messages. */
  readonly status?: OwnStatus;
  /** Why it failed; with status `failed`, or when a change of it was refused. */
  readonly refusal?: Refusal;
  /** The refused or waiting change (send, edit, deletion, reaction): for retry and discard. */
  readonly pending?: Cmid;
  /** It does not go out before, by this device's clock: until then `discard` undoes it. */
  readonly heldUntil?: number;
  /** The text of a refused edit, until it is retried or discarded. */
  readonly refusedEdit?: string;
}

/** A message that asks something, with what was told of the votes and what I voted. */
export interface PollShown extends Omit<PollView, 'choices'>, PollWords {
  /** By number, ascending; also what the server does not know yet. */
  readonly mine: readonly number[];
}

/** Who put it there, and when. */
export interface Kept {
  readonly by: UserId;
  readonly at: number;
}

export interface Quoted {
  readonly id: MessageId;
  readonly seq: number;
  readonly by: UserId;
  /** An excerpt; null when deleted. */
  readonly text: string | null;
}

export interface SystemItem {
  readonly kind: 'system';
  readonly key: string;
  readonly seq: number;
  readonly at: number;
  readonly entry: SystemEntry;
}

export type RoomItem = MessageItem | SystemItem;

/** What a list shows of a room. */
export interface RoomSummary {
  readonly id: RoomId;
  readonly kind: RoomKind;
  /** A direct room has the name of the other person. */
  readonly name: string;
  readonly peer?: UserView;
  readonly topic?: string;
  readonly memberCount: number;
  /** The last message, or what I am sending. */
  readonly last?: {
    readonly by: UserId;
    readonly at: number;
    readonly text: string | null;
    readonly mine: boolean;
    readonly status?: OwnStatus;
  };
  /** Last activity, for the order of the list. */
  readonly at: number;
  /** 1000 stands for more than 999. */
  readonly unread: number;
  readonly mentions: number;
  readonly typing: readonly UserId[];
  readonly draft?: Draft;
  /** How many of my messages here have failed. */
  readonly failed: number;
  /** What it may tell: what I chose for it, else my level for rooms of its kind. A mute may lower it for a while. */
  readonly level: NotifyLevel;
  /** What I chose for it. */
  readonly ownLevel?: NotifyLevel;
  /** Absent once it has ended by itself. */
  readonly mute?: Mute;
  readonly pinned: boolean;
  /** In my own archive: apart from my list. */
  readonly putAway: boolean;
  /** Nobody writes here any more. */
  readonly archived: boolean;
  /** Of a space: those of my rooms that are in it, in its order. */
  readonly children?: readonly RoomId[];
  /** Set while the room is deleted and I can restore it: until then, by this device's clock. */
  readonly deletesAt?: number;
}

export interface Mute {
  readonly level: NotifyLevel;
  /** Until when; absent: for ever. */
  readonly until?: number;
}

/** What I have set beyond single rooms. */
export interface OwnSettingsSnapshot {
  readonly levels: Levels;
  readonly doNotDisturb: DoNotDisturb | undefined;
  readonly keywords: readonly string[];
  /** In my order, each with its rooms in my order. */
  readonly folders: readonly Folder[];
  /** Others do not see how far I have received and read, and I see nobody's. */
  readonly hidesReceipts: boolean;
}

/** A message that I keep, with what it says as far as I may see it now. */
export type KeptMessage = { readonly room: RoomId; readonly message: MessageId; readonly keptAt: number } & (
  | {
      /** `gone`: it is not here any more, or not for me to see. */
      readonly state: 'loading' | 'gone';
    }
  | (Said & { readonly state: 'deleted' })
  | (Said & { readonly state: 'here'; readonly text: string })
);

interface Said {
  readonly by: UserId;
  readonly saidAt: number;
  readonly seq: number;
  /** The thread of which it is a reply. */
  readonly thread?: MessageId;
}

/** A message that comes back to me. */
export type Reminder = KeptMessage & ReminderView;

/** A message of mine that is sent later. */
export type Schedule = ScheduleView & { readonly id: Cmid };

/** What I keep for later. */
export interface LaterSnapshot {
  /** Newest first, as far as they are shown yet. */
  readonly saved: readonly KeptMessage[];
  readonly savedCount: number;
  /** Those that came back first, the last of them on top; then those that are due next. */
  readonly reminders: readonly Reminder[];
  /** Those that were refused first, then those that are due next. */
  readonly schedules: readonly Schedule[];
  /** What wants to be seen: reminders that came back, and messages that were refused. */
  readonly due: number;
}

export interface RoomSnapshot extends RoomSummary {
  /** `loading`: nothing to show yet; `gone`: I am no member any more. */
  readonly state: 'loading' | 'ready' | 'gone';
  readonly history: History;
  readonly createdAt: number;
  readonly createdBy: UserId;
  readonly myRole: Role;
  /** What the room has set; absent is not set. */
  readonly settings: RoomSettings;
  /** Until when I may not write, by this device's clock; `forever` until somebody ends it. */
  readonly mutedUntil?: number;
  /** Slow mode: when I may send again, by this device's clock. May be past. */
  readonly nextSendAt?: number;
  readonly items: readonly RoomItem[];
  readonly hasOlder: boolean;
  /** True while an older part is shown (after jumpTo): loadNewer and backToLatest lead on. */
  readonly hasNewer: boolean;
  readonly loading?: 'older' | 'newer' | 'jump';
  /** Why the last load failed; gone with the next one. */
  readonly loadFailure?: Refusal;
  readonly marker: number;
  /** The first message after my marker that is not mine, where it is among `items`. */
  readonly firstUnreadSeq?: number;
  /** After loadMembers. */
  readonly members?: readonly MemberView[];
}

export interface RoomsSnapshot {
  /** `loading` until the list came from the local store or the server. */
  readonly state: 'loading' | 'ready';
  /** Pinned first, then by last activity, newest first. */
  readonly rooms: readonly RoomSummary[];
  /** In rooms that may tell all now and are not put away. */
  readonly unread: number;
  /** In rooms that may tell mentions now. */
  readonly mentions: number;
  /** Contact requests that wait; 100 stands for 100 and more. */
  readonly requests: number;
}

/** A message as a list of what the room keeps shows it. */
export interface KeptItem {
  readonly id: MessageId;
  readonly seq: number;
  readonly by: UserId;
  readonly at: number;
  /** An excerpt; null where it cannot be read. */
  readonly text: string | null;
  /** Of a reply: the message that its thread grew from. */
  readonly thread?: MessageId;
  readonly pinned?: Kept;
  readonly mark?: Kept & Mark;
}

export interface KeptSnapshot {
  readonly state: 'loading' | 'ready' | 'failed';
  /** Pinned or marked last comes first. */
  readonly messages: readonly KeptItem[];
  readonly hasMore: boolean;
}

/** What of a space I may see. */
export interface DirectorySnapshot {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly query: string;
  readonly sort: SpaceSort;
  readonly rooms: readonly SpaceChildView[];
  readonly hasMore: boolean;
  readonly failure?: Refusal;
}

/** A thread that I follow, as a list shows it. */
export interface FollowedThread {
  /** The message that it grew from. */
  readonly id: MessageId;
  readonly room: RoomId;
  readonly by: UserId;
  readonly at: number;
  /** An excerpt; null when deleted. */
  readonly text: string | null;
  readonly replies: number;
  readonly lastReplyAt: number;
  readonly lastRepliers: readonly UserId[];
  /** 1000 stands for more than 999. */
  readonly unread: number;
  readonly mentions: number;
}

export interface ThreadsSnapshot {
  readonly state: 'loading' | 'ready';
  /** By their last reply, newest first. */
  readonly threads: readonly FollowedThread[];
  readonly unread: number;
  readonly mentions: number;
}

export interface ThreadSnapshot {
  readonly id: MessageId;
  readonly room: RoomId;
  /** `loading`: nothing to show yet; `gone`: it is not to be seen (any more). */
  readonly state: 'loading' | 'ready' | 'gone';
  /** The message that it grew from. */
  readonly root?: MessageItem;
  readonly items: readonly RoomItem[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
  readonly loading?: 'older' | 'newer' | 'jump';
  readonly loadFailure?: Refusal;
  readonly following: boolean;
  readonly unread: number;
  readonly mentions: number;
  /** What I am writing here. */
  readonly draft?: Draft;
}

export type SessionSnapshot =
  | { readonly state: 'starting' }
  | { readonly state: 'signed-out'; readonly why?: 'logged-out' | 'ended'; readonly wasGuest?: true }
  | { readonly state: 'signed-in'; readonly self: SelfView };

export type ConnectionSnapshot =
  | { readonly state: 'idle' }
  | { readonly state: 'connecting' | 'greeting'; readonly lostAt: number; readonly tries: number }
  | { readonly state: 'ready' }
  | {
      readonly state: 'waiting';
      readonly lostAt: number;
      readonly tries: number;
      readonly retryAt: number;
      readonly why?: string;
    }
  | { readonly state: 'offline'; readonly lostAt: number }
  | { readonly state: 'refused'; readonly code: string; readonly text: string };
