// The bus is a doorbell: it tells every gateway what has happened, at most once, and may lose events.
// Whoever must not miss any reads the log.
import type {
  InvocationId,
  PresenceStatus,
  RoomId,
  SessionId,
  StateItem,
  UserId,
  UserView,
} from '@sup/protocol';
import type { StoredEntry } from '../services/log/room-log.ts';

/** What everyone in a room may have to learn. `entries` may be empty with from = to = head: whoever lacks what is up to there reads the log. */
export type RoomEvent =
  | { type: 'entries'; room: RoomId; from: number; to: number; entries: readonly StoredEntry[] }
  | { type: 'typing'; room: RoomId; user: UserId; on: boolean; hiddenFrom?: UserId }
  | ({ type: 'receipts'; room: RoomId; user: UserId; hiddenFrom?: UserId } & ReceiptNews);

/** How far a person has come, or that they hide their receipts from now on or show them again. */
interface ReceiptNews {
  readonly delivered?: number;
  readonly read?: number;
  readonly hidden?: boolean;
}

/** What all connections of one person have to learn or do. */
export type UserEvent =
  | { type: 'state'; user: UserId; items: readonly StateItem[] }
  /** The person became, or is no longer, a member: the gateway follows or forgets the room. */
  | { type: 'membership'; user: UserId; room: RoomId; member: boolean }
  /** Sessions that have ended: their sockets are cut. */
  | { type: 'sessions-ended'; user: UserId; sessions: readonly SessionId[] }
  /** A bot has answered a command of theirs; `body` is for them alone. */
  | {
      type: 'command-answered';
      user: UserId;
      invocation: InvocationId;
      room: RoomId;
      bot: UserId;
      body?: string;
    }
  /** For those who watch this person. */
  | { type: 'profile'; user: UserId; view: UserView }
  | { type: 'presence'; user: UserId; status: PresenceStatus; lastSeenAt?: number };

/** A person hides their receipts from now on, or shows them again. */
export interface HidingEvent {
  readonly user: UserId;
  readonly hidden: boolean;
}

/** A kind of thing and which one: no name is put together, since a connected person listens to some twenty. */
export interface Topic<Event> {
  readonly of: 'room' | 'user' | 'hiding';
  readonly id: string;
  /** Only ties the event type to the topic; never set. */
  readonly event?: Event;
}

/** Topics are made here, never by hand. */
export const topics = {
  room: (room: RoomId): Topic<RoomEvent> => ({ of: 'room', id: room }),
  user: (user: UserId): Topic<UserEvent> => ({ of: 'user', id: user }),
  hiding: (): Topic<HidingEvent> => ({ of: 'hiding', id: '' }),
};

/** An object and not a function: there are many thousands, and most of them are something else as well. */
export interface Listener<Event> {
  hear(event: Event): void;
}

export interface Bus {
  /** Hands an event to every subscriber of the topic, here and on other nodes. Events of one publisher on one topic keep their order. Never throws; a listener that throws is a bug and crashes the process. */
  publish<Event>(topic: Topic<Event>, event: Event): void;
  /** Lets a listener hear each event of the topic from now on. Repeating it changes nothing. */
  subscribe<Event>(topic: Topic<Event>, listener: Listener<Event>): void;
  /** From now on the listener hears nothing more of the topic. */
  unsubscribe<Event>(topic: Topic<Event>, listener: Listener<Event>): void;
}
