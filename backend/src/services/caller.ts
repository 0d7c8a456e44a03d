import type { DeviceId, SessionId, UserId } from '@sup/protocol';

/** Who asks: made by the gateway from a token, handed to every service. */
export interface Caller {
  readonly user: UserId;
  readonly session: SessionId;
  readonly device: DeviceId;
  readonly admin: boolean;
}

/** Where a request came from before anyone is known: for limits and the audit record. */
export interface Origin {
  readonly address: string;
}
