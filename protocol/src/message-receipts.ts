// Who has received and read one message (R162).
import * as z from 'zod/mini';
import { Time } from './fields.ts';
import { UserId } from './id.ts';
import { UserView } from './views.ts';

export const ReceiptStatus = z.enum(['sent', 'delivered', 'read']);
export type ReceiptStatus = z.infer<typeof ReceiptStatus>;

/** How far one of those has come to whom the message went. Of a reply it is not known who has read it. */
export const PersonReceipt = z.object({
  user: UserId,
  status: ReceiptStatus,
  /** When it came to the first of their devices; absent where that is not known (yet). */
  deliveredAt: z.optional(Time),
  readAt: z.optional(Time),
});
export type PersonReceipt = z.infer<typeof PersonReceipt>;

export const ReceiptsView = z.discriminatedUnion('told', [
  /** Up to limits.receiptRoomMembersMax members: each of the others who do not hide theirs. */
  z.object({ told: z.literal('each'), people: z.array(PersonReceipt), users: z.array(UserView) }),
  /** More members: how many of those who do not hide theirs have read it. */
  z.object({ told: z.literal('count'), read: z.int() }),
  /** I hide mine, the room hides everybody's, or it is a reply in a larger room, of which it is not known. */
  z.object({ told: z.literal('nothing'), because: z.enum(['mine-hidden', 'room', 'reply']) }),
]);
export type ReceiptsView = z.infer<typeof ReceiptsView>;
