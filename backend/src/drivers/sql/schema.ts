// The tables, as Kysely sees them. Each repository has its own in a file x-tables.ts, because imports may not form a cycle; migrations make them.

import type {
  AuditTable,
  BlocksTable,
  GuestsTable,
  RecoveryCodesTable,
  SessionsTable,
  SigningKeysTable,
  UsersTable,
} from './account-tables.ts';
import type { BotTokensTable } from './bot-tables.ts';
import type { BotCommandsTable, InvocationsTable } from './command-tables.ts';
import type { ContactRequestsTable } from './contact-tables.ts';
import type { CursorsTable, DeliveryReceiptsTable } from './cursor-tables.ts';
import type { HookDeliveriesTable, IncomingHooksTable, OutgoingHooksTable } from './hook-tables.ts';
import type { InvitesTable, InviteUsesTable, JoinRequestsTable } from './invite-tables.ts';
import type { LastSeenTable } from './last-seen-tables.ts';
import type { RemindersTable, SchedulesTable } from './later-tables.ts';
import type { MetaTable } from './meta-tables.ts';
import type { MovesTable } from './move-tables.ts';
import type { PollsTable, PollVotesTable } from './poll-tables.ts';
import type { SpaceClaimsTable } from './space-tables.ts';
import type { ThreadFollowsTable } from './thread-tables.ts';
import type { UserRevsTable, UserStateTable } from './user-state-tables.ts';

export interface Schema {
  meta: MetaTable;
  user_state: UserStateTable;
  user_revs: UserRevsTable;
  cursors: CursorsTable;
  delivery_receipts: DeliveryReceiptsTable;
  last_seen: LastSeenTable;
  thread_follows: ThreadFollowsTable;
  users: UsersTable;
  recovery_codes: RecoveryCodesTable;
  sessions: SessionsTable;
  signing_keys: SigningKeysTable;
  audit: AuditTable;
  blocks: BlocksTable;
  guests: GuestsTable;
  bot_tokens: BotTokensTable;
  incoming_hooks: IncomingHooksTable;
  outgoing_hooks: OutgoingHooksTable;
  hook_deliveries: HookDeliveriesTable;
  invites: InvitesTable;
  invite_uses: InviteUsesTable;
  join_requests: JoinRequestsTable;
  contact_requests: ContactRequestsTable;
  moves: MovesTable;
  schedules: SchedulesTable;
  bot_commands: BotCommandsTable;
  invocations: InvocationsTable;
  reminders: RemindersTable;
  polls: PollsTable;
  poll_votes: PollVotesTable;
  space_claims: SpaceClaimsTable;
}
