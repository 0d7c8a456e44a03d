import type { Migration } from 'kysely/migration';
import { base } from './0001-base.ts';
import { rooms } from './0002-rooms.ts';
import { accounts } from './0010-accounts.ts';
import { cursors } from './0020-cursors.ts';
import { moderation } from './0030-moderation.ts';
import { threads } from './0040-threads.ts';
import { integrations } from './0060-integrations.ts';
import { invites } from './0070-invites.ts';
import { stays } from './0075-stays.ts';
import { lifecycle } from './0080-lifecycle.ts';
import { expiry } from './0081-expiry.ts';
import { later } from './0090-later.ts';
import { kept } from './0100-kept.ts';
import { receipts } from './0110-receipts.ts';
import { contacts } from './0120-contacts.ts';
import { moves } from './0130-moves.ts';
import { polls } from './0140-polls.ts';
import { deletion } from './0141-deletion.ts';
import { spaces } from './0142-spaces.ts';
import { fromInvitation } from './0143-from-invitation.ts';
import { guests } from './0143-guests.ts';
import { botTokens } from './0144-bot-tokens.ts';
import { commands } from './0144-commands.ts';
import { guestUpgrades } from './0149-guest-upgrades.ts';
import { audiences } from './0150-audiences.ts';
import { writeMarks } from './0160-write-marks.ts';

/**
 * All steps from an empty database to this version, in order; each runs once and is never changed after a release.
 * Expand first: a step must leave the release before this one working, so it only adds. What nobody uses any more
 * is dropped by a step of a later release.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-base': base,
  '0002-rooms': rooms,
  '0010-accounts': accounts,
  '0020-cursors': cursors,
  '0040-threads': threads,
  '0030-moderation': moderation,
  '0060-integrations': integrations,
  '0070-invites': invites,
  '0075-stays': stays,
  '0080-lifecycle': lifecycle,
  '0081-expiry': expiry,
  '0100-kept': kept,
  '0110-receipts': receipts,
  '0120-contacts': contacts,
  '0130-moves': moves,
  '0142-spaces': spaces,
  '0143-from-invitation': fromInvitation,
  '0143-guests': guests,
  '0090-later': later,
  '0140-polls': polls,
  '0144-bot-tokens': botTokens,
  '0141-deletion': deletion,
  '0144-commands': commands,
  '0149-guest-upgrades': guestUpgrades,
  '0150-audiences': audiences,
  '0160-write-marks': writeMarks,
};
