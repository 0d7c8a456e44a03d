import type { Cmid, DeviceId, InviteId, InviteRole, RoomId, UserId } from '@sup/protocol';

/** An invitation as it is kept: of its code there is only a hash. */
export interface Invite {
  readonly id: InviteId;
  readonly kind: 'link' | 'spoken';
  readonly room: RoomId;
  readonly role: InviteRole;
  /** For people without an account. */
  readonly guests?: boolean;
  readonly by: UserId;
  readonly madeAt: number;
  /** Of the room when it was made; absent if that was before heads were noted. */
  readonly head?: number;
  readonly expiresAt?: number;
  readonly usesMax?: number;
  readonly uses: number;
  readonly revokedAt?: number;
  /** The last letters of the code of a link. */
  readonly hint?: string;
}

/** One person's try to come in by an invitation, for which a use was taken: joined with `intent` as cmid, then finished. */
export interface Redemption {
  readonly intent: Cmid;
  readonly user: UserId;
  readonly device: DeviceId;
  readonly invite: Pick<Invite, 'id' | 'room' | 'role' | 'guests' | 'by' | 'head' | 'usesMax'>;
  /** True if it was begun before, perhaps by a process that died of it. */
  readonly isResumed: boolean;
}

export interface TakeAsk {
  readonly hash: string;
  readonly user: UserId;
  readonly device: DeviceId;
  readonly intent: Cmid;
  readonly at: number;
}

/** Port: invitations and who came by them. Each write is whole. */
export interface InviteStore {
  /** Keeps an invitation. Throws too-many-invites for a room that has `liveMax` that can still be used. */
  add(ask: Omit<Invite, 'uses' | 'revokedAt'> & { hash: string; liveMax: number }): Promise<void>;
  get(by: { hash: string } | { id: InviteId }): Promise<Invite | undefined>;
  /** Those of a room that can still be used, newest first. */
  live(room: RoomId, now: number): Promise<readonly Invite[]>;
  /** From the answer on no use is taken any more; who is a guest by it is over. */
  revoke(ask: { id: InviteId; by: UserId; at: number }): Promise<void>;
  /**
   * Takes a use for a person, whatever runs at once; none for who has one already. Answers a try that was begun before
   * and not finished as it is. Throws link-invalid if it cannot be used.
   */
  take(ask: TakeAsk): Promise<Redemption>;
  /** Ends a try; one that did not lead in gives its use back. Repeating it changes nothing. */
  finish(ask: { redemption: Redemption; joined: boolean }): Promise<void>;
  /** Tries begun before `before` and not finished, oldest first. */
  unfinished(before: number, limit: number): Promise<readonly Redemption[]>;
}
