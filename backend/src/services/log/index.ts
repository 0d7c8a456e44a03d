export { cmidOfPart, contentDigest } from './content-digest.ts';
export { createLog } from './create-log.ts';
export type { EntryDraft } from './entry-draft.ts';
export type { Decision, Log } from './log.ts';
export { nobody, nowhere } from './nobody.ts';
export {
  hasEnded,
  isAllowed,
  isBanned,
  mustBeAllowed,
  mustBeAllowedToWrite,
  mustBeGrantable,
  mustBeMember,
  mustBeThere,
  mustMayAdd,
  mustOutrank,
} from './permissions.ts';
export type { Membership, Origin, RoomLog, RoomState, SendRecord, StoredEntry } from './room-log.ts';
export type { LiveState } from './room-state.ts';
export { seenFrom, visibleEntry } from './visible-entry.ts';
