// What a room keeps of its messages: those on top of it, its decisions, and what is to be done.
import * as z from 'zod/mini';
import { Time } from './fields.ts';
import { UserId } from './id.ts';

/** What a message is to the room: a decision, or something to be done or that is done. */
export const Mark = z
  .strictObject({
    kind: z.enum(['decision', 'to-do', 'done']),
    /** Whose it is to do; of a to-do only. */
    who: z.optional(UserId),
  })
  .check(z.refine(({ kind, who }) => kind !== 'decision' || who === undefined, { error: 'is nobody’s' }));
export type Mark = z.infer<typeof Mark>;

/** Who put it there, and when. */
export const Kept = z.object({ by: UserId, at: Time });
export const KeptMark = z.object({ ...Kept.shape, ...Mark.shape });

/** The lists that a room keeps: pins, decisions, what is to be done, what is done. */
export const KeptList = z.enum(['pin', 'decision', 'to-do', 'done']);
export type KeptList = z.infer<typeof KeptList>;
