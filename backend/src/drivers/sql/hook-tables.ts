export interface OutgoingHooksTable {
  id: string;
  room: string;
  name: string;
  url: string;
  /** What signs; the other side has it too, so it cannot be hashed. */
  secret: string;
  made_by: string;
  made_at: number;
  state: 'on' | 'off';
  /** The cursor: entries after it are to come. */
  delivered: number;
  /** Tries in a row that have failed. */
  failures: number;
  failing_since: number | null;
  next_at: number | null;
}

/** The last tries of each hook, numbered by it. */
export interface HookDeliveriesTable {
  hook: string;
  n: number;
  seq: number;
  at: number;
  duration_ms: number;
  outcome: string;
  arrived: number;
}

export interface IncomingHooksTable {
  id: string;
  room: string;
  /** What its messages are by; has an owner like a bot, but no tokens. */
  account: string;
  /** Of the secret in its address; there is nothing else of it. */
  hash: string;
  hint: string;
  made_by: string;
  made_at: number;
  last_used_at: number | null;
  revoked_at: number | null;
}
