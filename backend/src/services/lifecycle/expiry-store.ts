// Port: which messages' time is over. Driver: drivers/sql/rooms/expiry.ts.
import type { MessageId, RoomId } from '@sup/protocol';

/** A room that keeps messages for some days only. */
export interface Retention {
  readonly room: RoomId;
  readonly days: number;
  /** Everything up to this seq that was too old is gone. */
  readonly trimmed: number;
}

export interface ExpiryStore {
  /** Messages that are to be gone at `now` and are not, those that waited longest first. */
  due(now: number, limit: number): Promise<readonly { room: RoomId; message: MessageId }[]>;
  retentions(): Promise<readonly Retention[]>;
  /** Notes how far a room has been trimmed. */
  trimmed(room: RoomId, seq: number): Promise<void>;
}
