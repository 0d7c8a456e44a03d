import type { UserId, UserView } from '@sup/protocol';
import type { Bus } from '../../bus/bus.ts';
import type { Clock } from '../../clock.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { DueRunner } from '../due-runner.ts';
import type { SignUpInvites } from '../invites/invites.ts';
import type { OwnStream } from '../own-stream/own-stream.ts';
import type { RoomIndex } from '../rooms/room-index.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { AuditRecord } from '../users/users.ts';
import type { AccountStore, AdminStore } from './account-store.ts';
import type { BotStore } from './bot-store.ts';
import type { GuestPasses } from './guest-passes.ts';
import type { GuestStore } from './guest-store.ts';
import type { PasswordDesk } from './password-desk.ts';
import type { PasswordRules } from './password-rules.ts';
import type { Revocations } from './revocations.ts';
import type { Sealer } from './sealed-token.ts';
import type { SessionStore } from './session-store.ts';
import type { SignInLimits } from './sign-in-limits.ts';
import type { SigningKeyStore } from './signing-key-store.ts';
import type { SigningKeys } from './signing-keys.ts';

export interface AuthOptions {
  readonly registration: 'open' | 'invite' | 'closed';
  readonly accessTokenSeconds: number;
  readonly refreshTokenDays: number;
  /** Without a slash at the end: reset links start with it. */
  readonly publicUrl: string;
  /** Off for benches only. */
  readonly rateLimits: boolean;
  /** Argon2id hashes that run at once; 2 unless told otherwise. */
  readonly passwordHashesAtOnce?: number;
  /** Hashes that may wait; 64 unless told otherwise. */
  readonly passwordHashesWaiting?: number;
  /** Days until another key signs; 30 unless told otherwise. */
  readonly signingKeyDays?: number;
}

/** What auth is built of. */
export interface AuthParts {
  readonly accounts: AccountStore & AdminStore;
  readonly bots: BotStore;
  readonly sessions: SessionStore;
  readonly guestStore: GuestStore;
  readonly keys: SigningKeyStore;
  readonly audit: AuditRecord;
  /** With an invitation one may register where registration is not open. */
  readonly invites: SignUpInvites;
  /** Who deletes their account leaves their rooms; a guest who makes one may become a member. */
  readonly rooms: Pick<Rooms, 'leaveWithAccount' | 'makeMember'>;
  readonly roomIndex: Pick<
    RoomIndex,
    'list' | 'members' | 'room' | 'membership' | 'asked' | 'roomsOutOfSight'
  >;
  /** Is told when an account became a placeholder. */
  readonly users: {
    changed(user: UserId): Promise<void>;
    views(users: readonly UserId[]): Promise<readonly UserView[]>;
  };
  readonly ownStream: Pick<OwnStream, 'announce'>;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'log' | 'queueLimitReached' | 'rateLimitReached' | 'signInTried'>;
  readonly options: AuthOptions;
}

/** The parts, and what auth keeps in memory beside them. */
export interface AuthState extends AuthParts {
  readonly signingKeys: SigningKeys;
  readonly resumeSealer: Sealer;
  readonly refreshSealer: Sealer;
  readonly secret: Uint8Array;
  readonly revocations: Revocations;
  /** Few, and asked for with each request: so in memory. */
  readonly admins: Set<UserId>;
  readonly guests: GuestPasses;
  readonly limits: SignInLimits;
  readonly passwords: PasswordDesk;
  readonly passwordRules: PasswordRules;
  /** Ends tokens of bots when their time is over. */
  readonly expiries: DueRunner;
}
