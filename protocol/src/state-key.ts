// Keys of a person's own stream (`user_state`): what all of their devices share and nobody else sees.
import type { Cmid, MessageId, RoomId, UserId } from './id.ts';

/** Made by functions, never by hand. */
export const stateKey = {
  /** `{ member: true }` while I am in the room; null once I am not. Written by the server only. */
  room: (room: RoomId) => `room:${room}`,
  /** `{ seq }`: what is after it is unread, in the room or in a thread. Written through marker.set, receipt.read and thread.mark. */
  marker: (room: RoomId, thread?: MessageId) => `marker:${place(room, thread)}`,
  /** `{ on }`: whether I follow a thread. Written by the server when I reply or am mentioned, and through thread.follow. */
  follow: (room: RoomId, thread: MessageId) => `follow:${place(room, thread)}`,
  /** My profile, a SelfView. Written by the server only. */
  profile: () => 'profile',
  /** `{ at }` while I block this person. Written through the REST route. */
  block: (user: UserId) => `block:${user}`,
  /** A Mute of own-settings.ts: a lower level for a while. */
  mute: (room: RoomId) => `mute:${room}`,
  /** `{ at }` while the room is pinned to the top of my list. */
  pin: (room: RoomId) => `pin:${room}`,
  /** A RoomLevel: what I chose for this room. */
  level: (room: RoomId) => `level:${room}`,
  /** `{ at }` while the room is put away from my list. */
  archive: (room: RoomId) => `archive:${room}`,
  /** Levels: what holds where I chose nothing. */
  levels: () => 'levels',
  /** A DoNotDisturb. */
  doNotDisturb: () => 'do-not-disturb',
  /** Keywords. */
  keywords: () => 'keywords',
  /** `{ count }`: how many contact requests wait, up to limits.contactRequestsCounted. Written by the server only. */
  requests: () => 'requests',
  /** Folders. */
  folders: () => 'folders',
  /** `{ at }` while I keep this message to find it again: its place, never its text. */
  saved: (room: RoomId, message: MessageId) => `saved:${room}:${message}`,
  /** HiddenReceipts while I hide mine. */
  receipts: () => 'receipts',
  /** A ReminderView of later.ts. Written through the REST routes, and by the server when it is due. */
  reminder: (room: RoomId, message: MessageId) => `reminder:${room}:${message}`,
  /** A ScheduleView of later.ts. Written through the REST routes, and by the server when it is sent. */
  schedule: (id: Cmid) => `schedule:${id}`,
  /** `{ choices }`: what I voted in a poll, wherever it is by now. Written through poll.vote. */
  vote: (message: MessageId) => `vote:${message}`,
  /** `{ zone }`: where my clock is, so that others can write to me in my morning. */
  zone: () => 'zone',
  /** An InvocationView while a command waits for this bot, in one of limits.invocationsWaitingMax places. Written by the server only. */
  command: (slot: number) => `command:${slot}`,
  /** `{ text, replyTo?, at }`. */
  draft: (room: RoomId, thread?: MessageId) => `draft:${place(room, thread)}`,
} as const;

function place(room: RoomId, thread: MessageId | undefined): string {
  return thread === undefined ? room : `${room}:${thread}`;
}

/** Those of a client's keys that are about no room. */
const keysOfNoRoom: readonly string[] = [
  'levels',
  'do-not-disturb',
  'keywords',
  'folders',
  'receipts',
  'zone',
];

/** True if a client may write this key itself, through state.set. */
export function isClientKey(key: string): boolean {
  if (keysOfNoRoom.includes(key)) return true;
  return /^((mute|pin|level|archive|draft):[0-9a-z]{26}|(draft|saved):[0-9a-z]{26}:[0-9a-z]{26})$/.test(key);
}
