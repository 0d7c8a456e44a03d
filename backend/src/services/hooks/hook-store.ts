import type { HookId, RoomId, UserId } from '@sup/protocol';

/** An address at which programs post into a room; of its secret there is only a hash. */
export interface IncomingHook {
  readonly id: HookId;
  readonly room: RoomId;
  /** The account that its messages are by. */
  readonly account: UserId;
  /** Whose the account is: who made the hook or turned it on again last. */
  readonly by: UserId;
  readonly hint: string;
  readonly madeAt: number;
  readonly lastUsedAt?: number;
}

/** Port: hooks of rooms. Each write is whole; those of people leave a trace in the audit record. */
export interface HookStore {
  /** Keeps a hook. Throws too-many-hooks. */
  addIncoming(ask: IncomingHook & { hash: string; hooksMax: number }): Promise<void>;
  /** Those of a room that have not been revoked, oldest first. */
  incoming(room: RoomId): Promise<readonly IncomingHook[]>;
  /** One that has not been revoked. */
  findIncoming(hash: string): Promise<IncomingHook | undefined>;
  /** Ends a hook; undefined if the room has no such one. */
  revokeIncoming(ask: {
    room: RoomId;
    id: HookId;
    by: UserId;
    at: number;
  }): Promise<IncomingHook | undefined>;
  /** Makes another person answer for a hook and own its account; undefined if the room has no such one. */
  takeOverIncoming(ask: {
    room: RoomId;
    id: HookId;
    by: UserId;
    at: number;
  }): Promise<IncomingHook | undefined>;
  usedIncoming(ask: { id: HookId; at: number }): Promise<void>;
}
