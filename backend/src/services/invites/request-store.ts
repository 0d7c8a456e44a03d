import type { Cmid, DeviceId, RoomId, UserId } from '@sup/protocol';

/** Someone who asks to be let into a room. */
export interface JoinRequest {
  readonly room: RoomId;
  readonly user: UserId;
  readonly at: number;
  readonly text?: string;
}

/** The head of the room when the person asked first; absent if that was before heads were noted. */
interface Since {
  readonly head?: number;
}

/** A request that was granted and is on its way into the room's log, with `intent` as cmid. */
export interface Approval extends Since {
  readonly room: RoomId;
  readonly user: UserId;
  /** From which the person asked. */
  readonly device: DeviceId;
  /** Who grants it. */
  readonly by: UserId;
  readonly intent: Cmid;
  /** True if it was begun before, perhaps by a process that died of it. */
  readonly isResumed: boolean;
}

export interface AskLimits {
  /** Requests of one person that may wait at once. */
  readonly openMax: number;
  /** Whoever was turned down since then does not ask again. */
  readonly turnedDownSince: number;
}

/** Port: who asks to be let in. Each write is whole. */
export interface RequestStore {
  /** Keeps a request, in place of an earlier one. Throws forbidden for who was turned down, rate-limited for who asks everywhere. */
  put(ask: JoinRequest & Since & { device: DeviceId } & AskLimits): Promise<void>;
  /** Takes a request that waits back. */
  withdraw(ask: { room: RoomId; user: UserId }): Promise<void>;
  /** Those that wait, oldest first. */
  waiting(room: RoomId, limit: number): Promise<readonly JoinRequest[]>;
  /** The rooms whose answer a person waits for. */
  askedBy(user: UserId): Promise<readonly RoomId[]>;
  /** False if no request waits. */
  turnDown(ask: { room: RoomId; user: UserId; at: number }): Promise<boolean>;
  /** Begins to grant a request; answers one that was begun before as it is, undefined if there is none. */
  approve(
    ask: Omit<Approval, 'device' | 'head' | 'isResumed'> & { at: number },
  ): Promise<Approval | undefined>;
  /** Ends a grant: the request is gone, or waits again if it did not lead in. Repeating it changes nothing. */
  finish(ask: { approval: Approval; isSettled: boolean }): Promise<void>;
  /** Grants begun before `before` and not finished, oldest first. */
  unfinished(before: number, limit: number): Promise<readonly Approval[]>;
}
