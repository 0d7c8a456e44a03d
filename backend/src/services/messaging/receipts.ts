import type { MessageId, ReceiptsView, RoomId } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import type { MessagingParts } from './messaging-parts.ts';
import { get } from './page.ts';

/** Who has received and read a message; throws as `get` does where the caller may not see it (R29). */
export async function receipts(
  parts: MessagingParts,
  by: Pick<Caller, 'user'>,
  ask: { room: RoomId; message: MessageId },
): Promise<ReceiptsView> {
  const { message } = await get(parts, by, ask);
  const { seq, by: author, thread } = message;
  const place = { room: ask.room, seq, by: author, isReply: thread !== undefined };
  const reached = await parts.cursors.reached(by.user, place);
  if (reached.told !== 'each') return reached;
  const people = reached.people.map(({ user }) => user);
  return { ...reached, users: [...(await parts.users.views(people))] };
}
