// All named writes, by repository. Each runs whole inside one transaction: on SQLite within the writer thread, together
// with others; on PostgreSQL on a pooled connection. It may await nothing but `db`; its arguments and answer can be
// structured-cloned; a SupError it throws undoes it alone and reaches the caller.
// Functions stand in files that do not import sql-store.ts, because imports may not form a cycle.
import {
  changePassword,
  claimAdmin,
  createAccount,
  deleteAccount,
  putRecoveryCodes,
  putResetCode,
  recoverAccount,
} from './account-writes.ts';
import { addAudit } from './audit-writes.ts';
import {
  addBotToken,
  changeBot,
  createBot,
  deleteBot,
  expireBotTokens,
  noteTokenUse,
  revokeBotToken,
} from './bot-writes.ts';
import { changeEpoch } from './change-epoch.ts';
import { endInvocations, invokeCommand, noteAnswer, offerCommands } from './command-writes.ts';
import { approach, declineContact, enterContact } from './contact-writes.ts';
import { followThread } from './follow-thread.ts';
import { closeGuest, eraseGuest, settleUpgrade, upgradeGuest } from './guest-writes.ts';
import { addIncomingHook, noteHookUse, revokeIncomingHook, takeOverHook } from './hook-writes.ts';
import { addInvite, finishUse, revokeInvite, takeUse } from './invite-writes.ts';
import { beginMove, carryMove, dropMove, endMove, purgeMoves } from './move-writes.ts';
import { noteTrimmed } from './note-trimmed.ts';
import { addOutgoingHook, deleteOutgoingHook, noteProgress } from './outgoing-hook-writes.ts';
import { countPoll, freezePoll, postponePoll, tellPoll, votePoll } from './poll-writes.ts';
import { eraseRoom } from './purge-writes.ts';
import { putOwnStream } from './put-own-stream.ts';
import { fireReminder, putReminder, removeReminder } from './reminder-writes.ts';
import {
  approveRequest,
  finishRequest,
  putRequest,
  turnDownRequest,
  withdrawRequest,
} from './request-writes.ts';
import { saveCursors } from './save-cursors.ts';
import { saveLastSeen } from './save-last-seen.ts';
import {
  claimSchedule,
  finishSchedule,
  postponeSchedule,
  putSchedule,
  refuseSchedule,
  removeSchedule,
} from './schedule-writes.ts';
import { endSessions, openSession, purgeSessions, refreshSession } from './session-writes.ts';
import { keepSecret, rotateSigningKeys } from './signing-key-writes.ts';
import { claimNesting, dropClaims, releaseNesting } from './space-writes.ts';
import { changeProfile, setBlock } from './user-writes.ts';

export const operations = {
  'epoch.change': changeEpoch,
  'own-stream.put': putOwnStream,
  'cursors.save': saveCursors,
  'last-seen.save': saveLastSeen,
  'threads.follow': followThread,
  'lifecycle.trimmed': noteTrimmed,
  'accounts.create': createAccount,
  'accounts.change-password': changePassword,
  'accounts.put-recovery-codes': putRecoveryCodes,
  'accounts.put-reset-code': putResetCode,
  'accounts.recover': recoverAccount,
  'accounts.claim-admin': claimAdmin,
  'accounts.delete': deleteAccount,
  'sessions.open': openSession,
  'sessions.refresh': refreshSession,
  'sessions.end': endSessions,
  'sessions.purge': purgeSessions,
  'signing-keys.rotate': rotateSigningKeys,
  'signing-keys.keep-secret': keepSecret,
  'users.change': changeProfile,
  'users.set-block': setBlock,
  'guests.close': closeGuest,
  'guests.erase': eraseGuest,
  'guests.upgrade': upgradeGuest,
  'guests.settle': settleUpgrade,
  'audit.add': addAudit,
  'bots.create': createBot,
  'bots.change': changeBot,
  'bots.expire': expireBotTokens,
  'bots.delete': deleteBot,
  'bots.add-token': addBotToken,
  'bots.revoke-token': revokeBotToken,
  'bots.note-use': noteTokenUse,
  'commands.offer': offerCommands,
  'commands.invoke': invokeCommand,
  'commands.answered': noteAnswer,
  'commands.end': endInvocations,
  'hooks.add-incoming': addIncomingHook,
  'hooks.revoke-incoming': revokeIncomingHook,
  'hooks.take-over': takeOverHook,
  'hooks.note-use': noteHookUse,
  'outgoing-hooks.add': addOutgoingHook,
  'outgoing-hooks.delete': deleteOutgoingHook,
  'outgoing-hooks.progress': noteProgress,
  'invites.add': addInvite,
  'invites.revoke': revokeInvite,
  'invites.take': takeUse,
  'invites.finish': finishUse,
  'requests.put': putRequest,
  'requests.withdraw': withdrawRequest,
  'requests.turn-down': turnDownRequest,
  'requests.approve': approveRequest,
  'requests.finish': finishRequest,
  'contacts.approach': approach,
  'contacts.enter': enterContact,
  'contacts.decline': declineContact,
  'rooms.erase': eraseRoom,
  'moves.begin': beginMove,
  'moves.carry': carryMove,
  'moves.end': endMove,
  'moves.drop': dropMove,
  'moves.purge': purgeMoves,
  'schedules.put': putSchedule,
  'schedules.remove': removeSchedule,
  'schedules.claim': claimSchedule,
  'schedules.finish': finishSchedule,
  'schedules.refuse': refuseSchedule,
  'schedules.postpone': postponeSchedule,
  'reminders.put': putReminder,
  'reminders.remove': removeReminder,
  'reminders.fire': fireReminder,
  'polls.vote': votePoll,
  'polls.freeze': freezePoll,
  'polls.count': countPoll,
  'polls.told': tellPoll,
  'polls.postpone': postponePoll,
  'spaces.claim': claimNesting,
  'spaces.release': releaseNesting,
  'spaces.drop-claims': dropClaims,
} as const;
/** Those that blank what was said: what is left of it in a write-ahead log must go as well. */
export const blanking: ReadonlySet<string> = new Set<keyof typeof operations>(['rooms.erase']);
export type Operations = typeof operations;
