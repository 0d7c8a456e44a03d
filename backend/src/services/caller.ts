import type { DeviceId, RoomId, SessionId, UserId } from '@sup/protocol';

/** Who asks: made by the gateway from a token, handed to every service. */
export interface Caller {
  readonly user: UserId;
  readonly session: SessionId;
  readonly device: DeviceId;
  readonly admin: boolean;
  /** Of a bot: what its token allows. Absent: a person, who may do what they may. */
  readonly scope?: TokenScope;
  /** Of who came by a guest link: the one room of theirs. */
  readonly guest?: { readonly room: RoomId };
}

/** What the token of a bot allows, of what the bot may. */
export interface TokenScope {
  readonly read: boolean;
  readonly write: boolean;
  /** Absent: in every room of the bot. */
  readonly rooms?: readonly RoomId[];
}

/** Where a request came from before anyone is known: for limits and the audit record. */
export interface Origin {
  readonly address: string;
}
