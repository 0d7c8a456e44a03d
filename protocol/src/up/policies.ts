import type { Access } from '../policy.ts';
import type { UpType } from './index.ts';

const reading = { policy: 'member', bot: 'read' } as const;
const mine = { policy: 'user', bot: 'read' } as const;

/** Who may say each frame. */
export const framePolicies = {
  hello: { policy: 'anyone' },
  ping: mine,
  'message.send': { policy: 'right:send', bot: 'write' },
  'message.edit': { policy: 'editor', bot: 'write' },
  'message.delete': { policy: ['author', 'right:delete-any'], bot: 'write' },
  'message.react': { policy: 'right:react', bot: 'write' },
  'message.pin': { policy: 'right:pin', bot: 'write' },
  'message.mark': { policy: 'right:mark', bot: 'write' },
  'message.move': { policy: 'right:move' },
  'message.undo-move': { policy: 'right:move' },
  'message.get': reading,
  // What is not the asker's to see is absent from the answer.
  'message.list': mine,
  'message.origins': reading,
  'message.notification': { policy: 'member' },
  'message.receipts': { policy: 'member' },
  'room.open': reading,
  // Says nothing of the room, and must work for who was removed from it.
  'room.close': { policy: 'visitor', bot: 'read' },
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
  'state.set': { policy: 'user', bot: 'write' },
  'state.sync': mine,
  typing: { policy: 'member', bot: 'write' },
  'presence.watch': mine,
  'presence.set': mine,
} as const satisfies Record<UpType, Access>;
