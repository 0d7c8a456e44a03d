import type { RoomSettings } from '@sup/protocol';
import type { Called } from './known-names';

/** What the screens show. The wiring to the sdk makes these from its snapshots; nothing here knows React. */

export type Presence = 'online' | 'away' | 'busy' | 'offline';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly handle: string;
  readonly presence: Presence;
  /** Milliseconds since 1970, when known and the person is offline. */
  readonly lastSeenAt?: number;
  readonly about?: string;
  /** Of who came by a guest link: until when. */
  readonly guestUntil?: number;
}

export type Role = 'owner' | 'admin' | 'moderator' | 'member' | 'guest';

export interface Member extends Person {
  readonly role: Role;
  /** May not write for now. */
  readonly muted?: boolean;
}

export type RoomKind = 'direct' | 'group' | 'channel' | 'space';
/** Kinds in which something is said. */
export type ChatKind = Exclude<RoomKind, 'space'>;

export type DeliveryState = 'queued' | 'sent' | 'delivered' | 'read' | 'failed';

export interface LastMessage {
  readonly byName: string;
  readonly mine: boolean;
  readonly text: string;
  readonly at: number;
  readonly deleted?: boolean;
  /** Present on my own messages only. */
  readonly state?: DeliveryState;
}

export interface RoomSummary {
  readonly id: string;
  readonly kind: RoomKind;
  readonly name: string;
  /** The other person of a 1:1 room. */
  readonly peer?: Person;
  readonly lastMessage?: LastMessage;
  readonly lastActivityAt: number;
  readonly unread: number;
  readonly mentions: number;
  /** It may not tell all: its counts have no colour. */
  readonly muted: boolean;
  /** It may not even tell mentions. */
  readonly silent: boolean;
  readonly pinned: boolean;
  /** In my own archive. */
  readonly archived: boolean;
  /** Set while it is deleted: until then it can be restored. */
  readonly deletesAt?: number;
  /** Display names of those who type now. */
  readonly typing: readonly string[];
  readonly draft?: string;
  /** The text of the oldest message that could not be sent. */
  readonly failed?: string;
}

export interface Reaction {
  readonly emoji: string;
  readonly count: number;
  readonly mine: boolean;
  /** Names of some who reacted, for the tooltip. */
  readonly names: readonly string[];
}

/** What a room shows of the thread that grew from a message. */
export interface ThreadSummary {
  readonly replies: number;
  readonly lastReplyAt: number;
  /** Who replied last, newest first. */
  readonly repliers: readonly { readonly id: string; readonly name: string }[];
  readonly unread: number;
  readonly mentions: number;
}

export interface Quote {
  readonly id: string;
  readonly seq?: number;
  readonly by: string;
  readonly byName: string;
  readonly mine: boolean;
  readonly text: string;
}

/** What a message is to the chat. */
export interface MarkShown {
  readonly kind: 'decision' | 'to-do' | 'done';
  /** Who does it, by name. */
  readonly who?: string;
  /** It is mine to do. */
  readonly mine: boolean;
}

/** One of the choices of a poll. */
export interface PollChoice {
  readonly text: string;
  /** How many have chosen it; absent until that is told. */
  readonly votes?: number;
  /** Of all who have voted, from 0 to 1. */
  readonly share?: number;
  readonly mine: boolean;
}

/** A question with choices. */
export interface PollShown {
  readonly question: string;
  readonly choices: readonly PollChoice[];
  readonly several: boolean;
  readonly anonymous: boolean;
  /** When it closes by itself. */
  readonly closesAt?: number;
  readonly closed: boolean;
  /** How many have voted; absent until that is told. */
  readonly voters?: number;
}

/** A message in a list of what the chat keeps. */
export interface KeptLine {
  readonly id: string;
  readonly by: string;
  readonly byName: string;
  readonly mine: boolean;
  readonly at: number;
  readonly text: string;
  readonly pinned: boolean;
  readonly mark?: MarkShown;
}

/** Where a forwarded message was said first. */
export interface ForwardOrigin {
  readonly byName: string;
  readonly roomName: string;
  /** The address that leads there. */
  readonly place: string;
}

export interface MessageItem extends Called {
  readonly kind: 'message';
  readonly id: string;
  /** Its place in the room's log; absent until the server has it. */
  readonly seq?: number;
  readonly by: string;
  readonly byName: string;
  readonly byRole?: Role;
  readonly mine: boolean;
  readonly at: number;
  readonly body: string;
  readonly quote?: Quote;
  readonly edited: boolean;
  /** When it disappears. */
  readonly expiresAt?: number;
  readonly deleted: boolean;
  /** It is not here any more: somebody moved it. */
  readonly movedAway?: boolean;
  /** Somebody brought it here; `at` is when it was said first. */
  readonly moved?: { readonly byName: string; readonly at: number };
  readonly reactions: readonly Reaction[];
  readonly thread?: ThreadSummary;
  /** It was said elsewhere. */
  readonly forwarded?: true;
  /** It stands on top of the chat. */
  readonly pinned?: boolean;
  readonly mark?: MarkShown;
  readonly poll?: PollShown;
  readonly state: DeliveryState;
  /** Until when it waits to be sent and can be undone, by this device's clock. */
  readonly heldUntil?: number;
  /** Why it was not sent, in words. */
  readonly failure?: string;
}

/** A sentence about the room; names stand apart from the words so that they can be isolated and emphasised. */
export interface SystemItem {
  readonly kind: 'system';
  readonly id: string;
  readonly seq?: number;
  readonly at: number;
  readonly event:
    | { readonly type: 'created'; readonly by: string; readonly name?: string }
    | { readonly type: 'moved'; readonly by: string; readonly count: number }
    | { readonly type: 'joined'; readonly by: string; readonly names: readonly string[] }
    | { readonly type: 'added'; readonly by: string; readonly names: readonly string[] }
    | { readonly type: 'left' | 'deleted' | 'restored'; readonly by: string }
    | { readonly type: 'removed'; readonly by: string; readonly names: readonly string[] }
    | { readonly type: 'role'; readonly by: string; readonly names: readonly string[]; readonly role: Role }
    | {
        readonly type: 'banned';
        readonly by: string;
        readonly names: readonly string[];
        readonly name?: string;
      }
    | {
        readonly type: 'unbanned' | 'muted' | 'unmuted';
        readonly by: string;
        readonly names: readonly string[];
      }
    | { readonly type: 'set'; readonly by: string; readonly settings: RoomSettings }
    | { readonly type: 'renamed'; readonly by: string; readonly name: string }
    | { readonly type: 'topic'; readonly by: string; readonly topic: string };
}

export type TimelineItem = MessageItem | SystemItem;

export type Connection =
  | { readonly status: 'online' }
  | { readonly status: 'offline' }
  | { readonly status: 'connecting' }
  | { readonly status: 'waiting'; readonly retryInSeconds: number };

export interface DeviceSession {
  readonly id: string;
  readonly name: string;
  readonly kind: 'desktop' | 'mobile';
  readonly current: boolean;
  readonly place?: string;
  readonly lastActiveAt: number;
}
