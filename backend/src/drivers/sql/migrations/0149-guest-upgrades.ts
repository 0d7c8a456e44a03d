import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Guests who have made an account, as long as what follows from that is not in their room's log. */
export const guestUpgrades: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table guests add column upgraded_at bigint`.execute(db);
  },
};
