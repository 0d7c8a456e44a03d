import type { RoomId, UserId, UserView } from '@sup/protocol';
import type { Clock } from '../../clock.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { Admission, Grant } from '../rooms/admit.ts';
import type { RoomIndex } from '../rooms/room-index.ts';
import type { GuessLimits } from './guess-limits.ts';
import type { InviteStore } from './invite-store.ts';
import type { RequestStore } from './request-store.ts';

/** What invites is built of. */
export interface InvitesParts {
  readonly store: InviteStore;
  readonly requests: RequestStore;
  readonly rooms: {
    /** The head at which `granter` may let people in so; throws room-not-found, forbidden or room-kind if they may not. */
    mustMayGrant(room: RoomId, granter: UserId, grant: Grant): Promise<number>;
    /** False if the person is a member already. Throws like mustMayGrant. */
    admit(admission: Admission): Promise<boolean>;
    /** Whether a person sees to all invitations of a room; throws room-not-found for who is not in it. */
    mayManageInvites(room: RoomId, user: UserId): Promise<boolean>;
  };
  readonly roomIndex: Pick<RoomIndex, 'room' | 'membership' | 'ban'>;
  readonly users: { views(users: readonly UserId[]): Promise<readonly UserView[]> };
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'log' | 'rateLimitReached'>;
  readonly options: {
    /** Without a slash at the end: links start with it. */
    readonly publicUrl: string;
    /** Off for benches only. */
    readonly rateLimits: boolean;
  };
}

/** The parts, and what invites keeps in memory beside them. */
export interface InvitesState extends InvitesParts {
  readonly guesses: GuessLimits;
}
