// The contract between client and server. No I/O, no timers, nothing but zod.

export { type Address, addresses } from './api/addresses.ts';
export type { SignedIn } from './api/auth.ts';
export type { BotRoomView, BotTokenView, BotView } from './api/bots.ts';
export type { ContactRequestView } from './api/contacts.ts';
export type { DeliveryView, IncomingHookView, OutgoingHookView, SlackPayload } from './api/hooks.ts';
export * from './api/index.ts';
export type { InvitePreview, InviteRole, InviteView, JoinRequestView } from './api/invites.ts';
export type { Route, RouteAnswer, RouteInput } from './api/route.ts';
export type { SpaceChildView, SpaceSort, SpaceView } from './api/spaces.ts';
export type { AuditView } from './api/users.ts';
export {
  type AudienceName,
  audienceOf,
  type Calling,
  type FormerRole,
  meantAs,
  rolesOf,
  type Standing,
  withFormerRole,
} from './audience.ts';
export { askIdOf, decodeUp, validate } from './codec.ts';

export type { Command, CommandArgument, CommandValues, CommandView, InvocationView } from './command.ts';
export { type ClosingEntry, type Deletion, deletionAfter } from './deletion.ts';
export { type DownFrame, type DownType, down, type HeadView } from './down/index.ts';

export { Entry, type EntryKind, type EntryOf, Stay, SystemEntry } from './entry.ts';
export { type ErrorCode, type ErrorDetails, type ErrorRow, errors, SupError } from './errors.ts';
export type { Encoding, History, Right, Role, RoomKind, RoomSettings } from './fields.ts';
export { decodeDown, encode } from './frame-json.ts';
export {
  Cmid,
  DeviceId,
  Epoch,
  HookId,
  InviteId,
  InvocationId,
  MessageId,
  RoomId,
  SessionId,
  UserId,
} from './id.ts';
export { ReminderView, ScheduleInput, ScheduleView, SendWhen } from './later.ts';
export { type Limits, limits } from './limits.ts';
export { encodeId, makeId } from './make-id.ts';
export type { KeptList, Mark } from './mark.ts';
export { cutMarkup } from './markup/cut-markup.ts';
export { mentionText, roomMentionName } from './markup/mention.ts';
export { mentionsIn } from './markup/mentions-in.ts';
export { parseMarkup } from './markup/parse-markup.ts';
export { inlineText, plainText, previewText } from './markup/plain-text.ts';
export type { Block, Inline, ListBlock, MarkupTree, Mention, SpanKind } from './markup/tree.ts';
export type { PersonReceipt, ReceiptStatus, ReceiptsView } from './message-receipts.ts';
export type { NotificationRule, NotificationView } from './notification.ts';
export {
  DoNotDisturb,
  Folder,
  Folders,
  HiddenReceipts,
  Keywords,
  Levels,
  Mute,
  NotifyLevel,
  QuietHours,
  RoomLevel,
  Since,
  Zone,
} from './own-settings.ts';
export { type Access, policyFault, type Who, whoOf } from './policy.ts';
export type { PollCount, PollTerms, PollView } from './poll.ts';
export { type PollWords, pollText, readPoll } from './poll-text.ts';
export { lowestRole, mayGrant, outranks, rankOf, rights, roles, rolesFor } from './rights.ts';
export { forever, historyNow, isPublic, withSettings } from './room-settings.ts';
export { nextSeen, rangesOf, type Sight, sees, sightFrom, stays, staysBefore, wholeSight } from './sight.ts';
export { isClientKey, stateKey } from './state-key.ts';
export { codePoints, excerpt, isKeepable, utf8Length } from './text.ts';
export type { RevDone, StateSynced } from './up/cursor.ts';
export type { Hello } from './up/hello.ts';
export {
  type Ask,
  type AskInput,
  type AskType,
  type Result,
  results,
  type TellType,
  type UpFrame,
  type UpType,
  up,
} from './up/index.ts';
export type { KeptInput, Origin, OriginsTold, RoomKeptTold } from './up/kept.ts';
export type {
  Ack,
  DeleteInput,
  EditInput,
  MarkInput,
  PinInput,
  ReactInput,
  SendInput,
} from './up/message.ts';
export type { MoveInput, UndoMoveInput } from './up/move.ts';
export { framePolicies } from './up/policies.ts';
export type { PollGot, VoteInput } from './up/poll.ts';
export type { CountsView, MessagesListed, PageInput, RoomListed, RoomSynced } from './up/room.ts';
export type { ThreadGot, ThreadListed, ThreadPageInput } from './up/thread.ts';
export { apiPath, socketPath, subprotocol, version } from './version.ts';
export type {
  BanView,
  MemberView,
  MessageVersion,
  MessageView,
  Presence,
  PresenceStatus,
  Preview,
  Reaction,
  Receipt,
  RoomView,
  SelfView,
  SessionView,
  StateItem,
  Status,
  ThreadPage,
  ThreadSummary,
  ThreadView,
  TimelineItem,
  TimelinePage,
  UserView,
} from './views.ts';
