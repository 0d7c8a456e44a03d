// The door of the log: every durable act in a room goes through here.
import type { Cmid, DeviceId, RoomId, UserId } from '@sup/protocol';
import type { EntryDraft } from './entry-draft.ts';
import type { Origin, RoomState, SendRecord } from './room-log.ts';
import type { LiveState } from './room-state.ts';

/** What someone wants to happen in a room, decided when its turn comes. */
export interface Proposal {
  readonly by: UserId;
  readonly device: DeviceId;
  readonly cmid: Cmid;
  /** The head that the client knew when it first tried. */
  readonly since: number;
  /** Everything that makes this act what it is: a retry has the same, or it is refused (R21). */
  readonly content: readonly unknown[];
  /** Reads what `decide` needs and the state does not hold. May run again if the room moved on. */
  prepare?(state: RoomState | undefined): Promise<void> | undefined;
  /**
   * Checks rights against the state at the head and says what is to be logged; undefined state: the room does not exist.
   * No entries: nothing is to be done. Throws SupError to refuse.
   */
  decide(state: LiveState | undefined): Decision;
}

export interface Decision {
  readonly entries: readonly EntryDraft[];
  readonly hiddenFrom?: UserId;
  /** Of a message that says again what was said elsewhere. */
  readonly origin?: Origin;
  /** Those who join without having accepted the room: their own joining is hidden from them, which is how the store knows. */
  readonly asked?: ReadonlySet<UserId>;
}

export interface Log {
  /** Resolves once the act is durable, with the record of its first entry; undefined if nothing was to be done. Acts of one room are taken in the order of the calls. */
  propose(room: RoomId, proposal: Proposal): Promise<SendRecord | undefined>;
  /** The head as this process knows it, else as the store does; 0 for a room without entries. */
  head(room: RoomId): Promise<number>;
  /** Waits for what is under way. */
  drain(): Promise<void>;
}
