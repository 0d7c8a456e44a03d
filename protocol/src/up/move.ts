// Moving messages: into a thread, out of it, into another room, and back.
import * as z from 'zod/mini';
import { AskId, Seq } from '../fields.ts';
import { Cmid, MessageId, RoomId } from '../id.ts';
import { limits } from '../limits.ts';

const write = { room: RoomId, cmid: Cmid, since: Seq };

/** Where messages go. */
export const MoveTarget = z.strictObject({
  room: RoomId,
  /** The message whose replies they become, there or among those that are moved; absent: messages of the room. */
  thread: z.optional(MessageId),
});

export const MoveInput = z.strictObject({
  ...write,
  /** Of this room. The replies to them go with them. */
  messages: z.array(MessageId).check(z.minLength(1), z.maxLength(limits.moveMessagesMax)),
  to: MoveTarget,
});
export type MoveInput = z.infer<typeof MoveInput>;

export const UndoMoveInput = z.strictObject({
  ...write,
  /** The cmid of a move that I made from this room. */
  move: Cmid,
});
export type UndoMoveInput = z.infer<typeof UndoMoveInput>;

export const MessageMove = z.strictObject({
  type: z.literal('message.move'),
  id: AskId,
  ...MoveInput.shape,
});
export const MessageUndoMove = z.strictObject({
  type: z.literal('message.undo-move'),
  id: AskId,
  ...UndoMoveInput.shape,
});
