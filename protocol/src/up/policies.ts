import type { Access } from '../policy.ts';
import type { UpType } from './index.ts';

const reading = { policy: 'member', bot: 'read', guest: true } as const;
const mine = { policy: 'user', bot: 'read', guest: true } as const;

/** Who may say each frame. */
export const framePolicies = {
  hello: { policy: 'anyone' },
  ping: mine,
  'message.send': { policy: 'right:send', bot: 'write', guest: true },
  'message.edit': { policy: 'editor', bot: 'write', guest: true },
  'message.delete': { policy: ['author', 'right:delete-any'], bot: 'write', guest: true },
  'message.react': { policy: 'right:react', bot: 'write', guest: true },
  'message.pin': { policy: 'right:pin', bot: 'write' },
  'message.mark': { policy: 'right:mark', bot: 'write' },
  'message.move': { policy: 'right:move' },
  'message.undo-move': { policy: 'right:move' },
  'message.get': reading,
  // What is not the asker's to see is absent from the answer.
  'message.list': mine,
  'message.origins': reading,
  'message.notification': { policy: 'member', guest: true },
  'message.receipts': { policy: 'member', guest: true },
  'poll.vote': { policy: 'right:react', bot: 'write', guest: true },
  'poll.get': reading,
  'poll.close': { policy: ['author', 'right:delete-any'], bot: 'write', guest: true },
  'room.open': reading,
  // Says nothing of the room, and must work for who was removed from it.
  'room.close': { policy: 'visitor', bot: 'read', guest: true },
  'room.sync': reading,
  'room.page': reading,
  'room.list': mine,
  'room.get': reading,
  // Rooms that are not the asker's are absent from the answer.
  'room.counts': mine,
  'room.kept': reading,
  'thread.page': reading,
  'thread.get': reading,
  'thread.list': mine,
  'thread.mark': reading,
  'thread.follow': reading,
  // Rooms that are not the sayer's are not looked at.
  'receipt.delivered': mine,
  'receipt.read': reading,
  'marker.set': reading,
  'state.set': { policy: 'user', bot: 'write', guest: true },
  'state.sync': mine,
  typing: { policy: 'member', bot: 'write', guest: true },
  'presence.watch': mine,
  'presence.set': mine,
} as const satisfies Record<UpType, Access>;
