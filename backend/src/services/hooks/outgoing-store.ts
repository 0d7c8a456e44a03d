import type { DeliveryView, HookId, RoomId, UserId } from '@sup/protocol';

/** An address that is told of every entry of a room's log: a follower with a cursor. */
export interface OutgoingHook {
  readonly id: HookId;
  readonly room: RoomId;
  readonly name: string;
  readonly url: string;
  /** What signs. */
  readonly secret: string;
  /** Who made it or turned it on again last: it works while they are in the room. */
  readonly by: UserId;
  readonly madeAt: number;
  readonly state: 'on' | 'off';
  /** The cursor: entries after it are to come. */
  readonly delivered: number;
  /** Tries in a row that have failed, since when, and when the next one is. */
  readonly failures: number;
  readonly failingSince?: number;
  readonly nextAt?: number;
}

/** What a try changes of a hook. */
export type Progress = Pick<OutgoingHook, 'state' | 'delivered' | 'failures' | 'failingSince' | 'nextAt'>;

/** Port: outgoing hooks and what became of their tries. Each write is whole; those of people leave a trace in the audit record. */
export interface OutgoingHookStore {
  /** Throws too-many-hooks. */
  add(ask: { hook: OutgoingHook; hooksMax: number }): Promise<void>;
  /** Those of a room, oldest first. */
  ofRoom(room: RoomId): Promise<readonly OutgoingHook[]>;
  /** All that are on. */
  on(): Promise<readonly OutgoingHook[]>;
  /** False if the room has no such one. */
  delete(ask: { room: RoomId; id: HookId; by: UserId; at: number }): Promise<boolean>;
  /** Notes what came of a try, or that somebody (`by`) turned the hook on again; false if it has been deleted meanwhile. */
  progress(ask: {
    id: HookId;
    to: Progress;
    by?: UserId;
    delivery?: DeliveryView;
    kept: number;
  }): Promise<boolean>;
  /** The last tries, newest first. */
  deliveries(id: HookId): Promise<readonly DeliveryView[]>;
}
