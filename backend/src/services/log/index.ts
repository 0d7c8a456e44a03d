export { type ContentDigest, contentDigest } from './content-digest.ts';
export { createLog } from './create-log.ts';
export type { EntryDraft } from './entry-draft.ts';
export type { Decision, Log, Proposal } from './log.ts';
export type { LogParts } from './log-parts.ts';
export { type Act, may, mustBeAllowed, mustBeMember } from './permissions.ts';
export type {
  Append,
  Membership,
  RoomInfo,
  RoomLog,
  RoomState,
  SendRecord,
  StoredEntry,
} from './room-log.ts';
export type { LiveState } from './room-state.ts';
export { isAboutUnseen, visibleEntry, withoutContent } from './visible-entry.ts';
