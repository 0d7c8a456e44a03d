// What lies in the local store.
import type {
  Ack,
  Cmid,
  MessageId,
  MessageView,
  RoomId,
  RoomView,
  SystemEntry,
  UpFrame,
} from '@sup/protocol';

/** A room as of `head`, the last seq up to which this device has its log without a gap. */
export interface RoomRecord {
  readonly view: RoomView;
  readonly head: number;
  /** Whether the timeline goes on before the oldest cached item. */
  readonly hasOlder: boolean;
}

/** A message or system line with the seq up to which its state is known: entries after it are to be applied. */
export interface StoredItem {
  readonly item: MessageView | SystemEntry;
  readonly asOf: number;
}

export type WriteType = `message.${'send' | 'edit' | 'delete' | 'react' | 'pin' | 'mark'}`;
type WithoutId<Frame> = Frame extends { id: number } ? Omit<Frame, 'id'> : never;
/** A write as it goes out, but for the number of the ask: repeated unchanged by every try. */
export type WriteFrame = { [Type in WriteType]: WithoutId<UpFrame<Type>> }[WriteType];

/** Why a write was refused for good, or what it waits for. */
export interface Refusal {
  readonly code: string;
  readonly text: string;
}

/** A write of mine whose effect is not in the log here. */
export interface OutboxRow {
  readonly cmid: Cmid;
  readonly room: RoomId;
  /** Ascending in the order in which the writes were made. */
  readonly order: number;
  readonly madeAt: number;
  readonly frame: WriteFrame;
  /** Its writer may undo it until then, by this device's clock. */
  readonly heldUntil?: number;
  /** Set once the server has it; it stays until its entry is in the log here. */
  readonly ack?: Ack;
  /** Set once the server refused it for good. */
  readonly refusal?: Refusal;
}

/** What I was writing. */
export interface Draft {
  readonly text: string;
  readonly replyTo?: MessageId;
  /** When it was last changed, by this device's clock: of two drafts the later wins. */
  readonly at: number;
}
