import type { Generated } from 'kysely';

export interface UsersTable {
  id: string;
  /** Folded; kept when the account is deleted, so that nobody can pass for it. */
  handle: string;
  skeleton: string;
  name: string;
  name_key: string;
  about: string | null;
  /** A Status as JSON. */
  status: string | null;
  /** Whose bot it is; null: a person. */
  owner?: string | null;
  /** PHC string; null once the account is deleted, and of a bot. */
  password_hash: string | null;
  /** 1 for administrators. */
  admin: number;
  created_at: number;
  deleted_at: number | null;
  /** Of who came by a guest link: until when at most; null: no guest. */
  guest_until?: number | null;
}

/** Guests whose accounts are not ended. */
export interface GuestsTable {
  user: string;
  room: string;
  invite: string;
  /** 0: their end has begun. */
  until: number;
  /** When they made an account, while their room does not know it yet. */
  upgraded_at?: number | null;
}

export interface RecoveryCodesTable {
  user: string;
  hash: string;
  kind: 'code' | 'reset';
  expires_at: number | null;
}

export interface SessionsTable {
  id: string;
  user: string;
  device: string;
  client: string;
  address: string;
  created_at: number;
  last_seen_at: number;
  expires_at: number;
  access_until: number;
  generation: number;
  /** Hash of the refresh token that was used last. */
  former: string | null;
  /** Hashes of those given out since, separated by spaces. */
  fresh: string;
  ended_at: number | null;
  end_reason: string | null;
}

export interface SigningKeysTable {
  kid: string;
  created_at: number;
  public_jwk: string;
  private_jwk: string | null;
}

export interface AuditTable {
  id: Generated<number>;
  at: number;
  what: string;
  who: string | null;
  target: string | null;
  address: string | null;
}

export interface BlocksTable {
  user: string;
  other: string;
  at: number;
}
