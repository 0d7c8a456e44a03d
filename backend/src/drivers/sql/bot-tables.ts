export interface BotTokensTable {
  id: string;
  bot: string;
  /** Of the secret; there is nothing else of it. */
  hash: string;
  name: string;
  can_read: number;
  can_write: number;
  /** Ids as JSON; null: every room of the bot. */
  rooms: string | null;
  hint: string;
  made_at: number;
  last_used_at: number | null;
  revoked_at: number | null;
  expires_at: number | null;
}
