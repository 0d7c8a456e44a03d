// Keys of a person's own stream (`user_state`): what all of their devices share and nobody else sees.
import type { RoomId, UserId } from './id.ts';

/** Made by functions, never by hand. */
export const stateKey = {
  /** `{ member: true }` while I am in the room; null once I am not. Written by the server only. */
  room: (room: RoomId) => `room:${room}`,
  /** `{ seq }`: what is after it is unread. Written through marker.set and receipt.read. */
  marker: (room: RoomId) => `marker:${room}`,
  /** My profile, a SelfView. Written by the server only. */
  profile: () => 'profile',
  /** `{ at }` while I block this person. Written through the REST route. */
  block: (user: UserId) => `block:${user}`,
  /** `{ until?, level: 'all' | 'mentions' | 'nothing' }`. */
  mute: (room: RoomId) => `mute:${room}`,
  /** `{ at }` while the room is pinned to the top of my list. */
  pin: (room: RoomId) => `pin:${room}`,
  /** `{ text, replyTo?, at }`. */
  draft: (room: RoomId) => `draft:${room}`,
} as const;

/** True if a client may write this key itself, through state.set. */
export function isClientKey(key: string): boolean {
  return /^(mute|pin|draft):[0-9a-z]{26}$/.test(key);
}
