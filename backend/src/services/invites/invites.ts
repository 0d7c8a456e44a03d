// The door of invites: ways into a room for who is not brought in by name.
import type { Api, InviteId, InvitePreview, RoomId, RouteAnswer, RouteInput, UserId } from '@sup/protocol';
import type { Caller, Origin } from '../caller.ts';
import type { TakeAsk } from './invite-store.ts';

type Body<Route extends keyof Api['invites']> = RouteInput<Api['invites'][Route]>['body'];
type Answer<Route extends keyof Api['invites']> = RouteAnswer<Api['invites'][Route]>;

export interface Invites {
  create(by: Caller, room: RoomId, ask: Body<'create'>): Promise<Answer<'create'>>;
  list(by: Caller, room: RoomId): Promise<Answer<'list'>>;
  revoke(by: Caller, room: RoomId, invite: string): Promise<void>;
  /** Where a code leads; throws link-invalid alike for every code that leads nowhere. */
  preview(code: string, from: Origin): Promise<InvitePreview>;
  /** Joins a room by a code; answers which. Throws link-invalid like preview. */
  redeem(by: Caller, code: string, from: Origin): Promise<RoomId>;
  ask(by: Caller, room: RoomId, text?: string): Promise<void>;
  withdraw(by: Caller, room: RoomId): Promise<void>;
  asked(by: Caller): Promise<Answer<'asked'>>;
  requests(by: Caller, room: RoomId): Promise<Answer<'requests'>>;
  decide(by: Caller, room: RoomId, ask: { user: UserId } & Body<'decide'>): Promise<void>;
}

/** For auth: accounts that are made with an invitation. */
export interface SignUpInvites {
  /** True for what looks like the code of an invitation. */
  claims(code: string): boolean;
  /** What takes a use for a new account, in the write that makes it. Throws link-invalid like preview. */
  admission(code: string, from: Origin): Promise<Pick<TakeAsk, 'hash' | 'intent'>>;
  /** The same for a guest, by a link for such; `until`: when it expires, and they with it. */
  guestAdmission(
    code: string,
    from: Origin,
  ): Promise<Pick<TakeAsk, 'hash' | 'intent'> & { room: RoomId; invite: InviteId; until: number }>;
  /** Lets a new guest in; throws link-invalid like preview, and what may pass. */
  admitGuest(ask: TakeAsk): Promise<void>;
  /** Lets the new account in where the invitation leads, now or, if that fails for the moment, a little later. */
  admitNew(ask: TakeAsk): Promise<void>;
}
