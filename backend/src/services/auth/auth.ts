// The door of auth: accounts' credentials, tokens and sessions.
import type { Api, InviteId, RoomId, RouteAnswer, RouteInput, SignedIn, UserId } from '@sup/protocol';
import type { Caller, Origin } from '../caller.ts';
import type { Bots } from './bots.ts';

type Body<Route extends keyof Api['auth']> = RouteInput<Api['auth'][Route]>['body'];
type Answer<Route extends keyof Api['auth']> = RouteAnswer<Api['auth'][Route]>;
/** Always with the refresh token: the gateway moves it into a cookie where the caller asked for that. */
export type Granted = SignedIn & { refreshToken: string };

/** The part of auth's door that is about people without an account. */
export interface Guests {
  /** Comes in by a guest link. Throws link-invalid, rate-limited. */
  enter(ask: RouteInput<Api['invites']['enter']>['body'], from: Origin): Promise<Granted & { room: RoomId }>;
  /** Makes an account of a guest, with the session that asks. Throws as registering does, and not-guest, session-ended. */
  upgrade(by: Caller, ask: Body<'upgrade'>, from: Origin): Promise<Answer<'upgrade'>>;
  /** Whether what binds a guest binds who asks, whatever was so when they came. */
  isBound(by: Caller): boolean;
  /** A guest link was taken back: whoever came by it is out, and their tokens are refused, from the answer on. */
  revoked(invite: InviteId): void;
  /** Throws user-not-found where a guest asks about somebody who is not in their room. */
  mustKnow(by: Caller, user: UserId): Promise<void>;
}

export interface Auth {
  register(ask: Body<'register'>, from: Origin): Promise<Granted>;
  login(ask: Body<'login'>, from: Origin): Promise<Granted>;
  refresh(refreshToken: string, from: Origin): Promise<Granted>;
  recover(ask: Body<'recover'>, from: Origin): Promise<Granted>;
  logout(by: Caller): Promise<void>;
  logoutEverywhere(by: Caller): Promise<void>;
  changePassword(by: Caller, ask: Body<'changePassword'>, from: Origin): Promise<void>;
  recoveryCodes(by: Caller, ask: Body<'recoveryCodes'>): Promise<Answer<'recoveryCodes'>>;
  sessions(by: Caller): Promise<Answer<'sessions'>>;
  endSession(by: Caller, session: string): Promise<void>;
  claimAdmin(by: Caller, code: string): Promise<Answer<'claimAdmin'>>;
  resetLink(by: Caller, user: UserId): Promise<Answer<'resetLink'>>;
  deleteAccount(by: Caller, password: string): Promise<void>;
  readonly bots: Bots;
  readonly guests: Guests;
  jwks(): Promise<Answer<'jwks'>>;
  /** Reads an access token, or a bot's; throws token-expired, token-invalid or session-ended. Only a bot's needs the database. */
  authenticate(token: string): Promise<Caller>;
  /** Reads an access or resume token for a hello; throws like authenticate. */
  greet(token: string): Promise<Caller>;
  /** A resume token, good for two minutes: names session and expiry, carries no rights (R14). */
  resumeToken(caller: Caller): string;
  /** The one-time code that makes the first administrator, while there is none; printed at start. */
  adminCode(): Promise<string | undefined>;
}
