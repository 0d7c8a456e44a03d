// Cursors and other things that are mine: receipts, marker, own stream. None of them is a log entry.
import * as z from 'zod/mini';
import { AskId, Seq } from '../fields.ts';
import { MessageId, RoomId } from '../id.ts';
import { limits } from '../limits.ts';
import { StateItem } from '../views.ts';

/** "My device has these rooms up to there": all rooms in one frame, at most every 2 s. Not answered. */
export const ReceiptDelivered = z.strictObject({
  type: z.literal('receipt.delivered'),
  heads: z.record(z.string().check(z.maxLength(26)), Seq).check(
    z.refine((heads) => Object.keys(heads).length <= limits.helloHeadsMax, {
      error: 'names too many rooms',
    }),
  ),
});

/** "I have read up to there": moves what others see (only forward) and my marker (to exactly there). */
export const ReceiptRead = z.strictObject({
  type: z.literal('receipt.read'),
  id: AskId,
  room: RoomId,
  seq: Seq,
});

/** "Who has received and read this message, and when?" */
export const MessageReceipts = z.strictObject({
  type: z.literal('message.receipts'),
  id: AskId,
  room: RoomId,
  message: MessageId,
});

/** Moves only my marker, also back: "mark unread from here". */
export const MarkerSet = z.strictObject({ type: z.literal('marker.set'), id: AskId, room: RoomId, seq: Seq });

/** Writes a key of my own stream that is the client's to write; null removes it. */
export const StateSet = z.strictObject({
  type: z.literal('state.set'),
  id: AskId,
  key: z.string().check(z.maxLength(100)),
  value: z.unknown(),
});
/** The rev of the newest value of the key that the ask is about. */
export const RevDone = z.object({ rev: z.int() });
export type RevDone = z.infer<typeof RevDone>;

/** What is newer than `rev` in my own stream, ascending by rev. */
export const StateSync = z.strictObject({ type: z.literal('state.sync'), id: AskId, rev: Seq });
export const StateSynced = z.object({
  items: z.array(StateItem).check(z.maxLength(limits.stateItemsMax)),
  /** Ask again from here until it equals `head`. */
  rev: z.int(),
  head: z.int(),
});
export type StateSynced = z.infer<typeof StateSynced>;
