// Who has received and read one message, as far as a member of its room may know (R162).
import { limits, type PersonReceipt, type Receipt, type UserId } from '@sup/protocol';
import type { RoomIndex } from '../rooms/room-index.ts';
import type { CursorStore, ReceiptDates } from './cursor-store.ts';
import type { Cursors, MessagePlace, Reached } from './cursors.ts';

export interface ReachedParts {
  readonly store: Pick<CursorStore, 'dates' | 'readers'>;
  readonly rooms: Pick<RoomIndex, 'room' | 'members'>;
  readonly cursors: Pick<Cursors, 'receipts' | 'hides'>;
}

/** Answers what `user`, who is in the room, may know. */
export async function reached(parts: ReachedParts, user: UserId, message: MessagePlace): Promise<Reached> {
  const { room, seq, by, isReply } = message;
  const row = await parts.rooms.room(room);
  if (row?.info.settings?.hidesReceipts) return { told: 'nothing', because: 'room' };
  if (await parts.cursors.hides(user)) return { told: 'nothing', because: 'mine-hidden' };
  if ((row?.memberCount ?? 0) <= limits.receiptRoomMembersMax)
    return { told: 'each', people: await people(parts, message) };
  if (isReply) return { told: 'nothing', because: 'reply' };
  return { told: 'count', read: await parts.store.readers(room, seq, by) };
}

/** Those to whom the message went, but its author and those who hide theirs. */
async function people(
  parts: ReachedParts,
  { room, seq, by, isReply }: MessagePlace,
): Promise<PersonReceipt[]> {
  const [{ members }, told, dates] = await Promise.all([
    parts.rooms.members(room, undefined, limits.receiptRoomMembersMax),
    parts.cursors.receipts([room]),
    parts.store.dates(room, seq),
  ]);
  const { receipts, hiding } = told.get(room) ?? { receipts: new Map<UserId, Receipt>(), hiding: new Set() };
  const dated = new Map(dates.map((one) => [one.user, one]));
  return members
    .filter(({ user, membership }) => user !== by && membership.joinedSeq < seq && !hiding.has(user))
    .map(({ user }) => personReceipt({ user, seq, isReply }, receipts.get(user), dated.get(user)));
}

function personReceipt(
  { user, seq, isReply }: { user: UserId; seq: number; isReply: boolean },
  { delivered, read }: Receipt = { delivered: 0, read: 0 },
  { deliveredAt, readAt }: Omit<ReceiptDates, 'user'> = {},
): PersonReceipt {
  if (delivered < seq) return { user, status: 'sent' };
  const isRead = read >= seq && !isReply;
  return {
    user,
    status: isRead ? 'read' : 'delivered',
    ...(deliveredAt !== undefined && { deliveredAt }),
    ...(isRead && readAt !== undefined && { readAt }),
  };
}
