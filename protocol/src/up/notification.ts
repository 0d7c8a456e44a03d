import * as z from 'zod/mini';
import { AskId } from '../fields.ts';
import { MessageId, RoomId } from '../id.ts';

/** "Why was I (not) notified of this message?" */
export const MessageNotification = z.strictObject({
  type: z.literal('message.notification'),
  id: AskId,
  room: RoomId,
  message: MessageId,
});
