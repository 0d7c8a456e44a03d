// The client library: connection, outbox, sync, rooms, session, REST. No React, no DOM, no Node.
export { type ClientOptions, createClient } from './client.ts';
export type { CommandCall, Commands } from './command-doors.ts';
export type {
  Client,
  Connection,
  Credentials,
  Keeps,
  KeptMessages,
  MessagePlace,
  Moderation,
  Moves,
  OwnSettings,
  Polls,
  PollVoters,
  PresenceDoor,
  Received,
  Room,
  Rooms,
  SendOptions,
  Session,
  SpaceDirectory,
  Spaces,
  Thread,
  Threads,
  Trouble,
  Users,
  Watchable,
} from './doors.ts';
export { type Change, type LocalStore, type Row, StoreFull, type Table, type Tables } from './local-store.ts';
export { levelNow } from './notify-level.ts';
export type {
  Clock,
  Device,
  DeviceEvents,
  HttpAnswer,
  HttpRequest,
  Platform,
  Socket,
  SocketEvents,
  Stoppable,
  Tabs,
} from './platform.ts';
export type { Draft, OutboxRow, Refusal, RoomRecord, StoredItem } from './records.ts';
export type { Rest, RestAnswer, RestInput } from './rest.ts';
export type {
  ConnectionSnapshot,
  DirectorySnapshot,
  FollowedThread,
  Kept,
  KeptItem,
  KeptMessage,
  KeptSnapshot,
  LaterSnapshot,
  MessageItem,
  Mute,
  OwnSettingsSnapshot,
  OwnStatus,
  PollShown,
  Quoted,
  Reminder,
  RoomItem,
  RoomSnapshot,
  RoomSummary,
  RoomsSnapshot,
  Schedule,
  SessionSnapshot,
  SystemItem,
  ThreadSnapshot,
  ThreadsSnapshot,
} from './snapshots.ts';
export { Unreachable } from './unreachable.ts';
