// A question with choices. Its words are the body of the message: the question, then one line a choice.
import * as z from 'zod/mini';
import { Time } from './fields.ts';
import { limits } from './limits.ts';

/** What makes a message a poll. */
export const PollTerms = z.strictObject({
  /** How many choices there are: that many lines at the end of the body. */
  choices: z.int().check(z.minimum(2), z.maximum(limits.pollChoicesMax)),
  /** One may choose more than one. */
  several: z.optional(z.literal(true)),
  /** Nobody is told who votes what, and what was voted is told once it is closed. */
  anonymous: z.optional(z.literal(true)),
  /** The server's time at which it closes by itself. */
  closesAt: z.optional(Time),
});
export type PollTerms = z.infer<typeof PollTerms>;

/** What was voted as far as it was told: by choice, and by how many people. */
export const PollCount = z.object({
  votes: z.array(z.int()),
  voters: z.int(),
  closedAt: z.optional(Time),
});
export type PollCount = z.infer<typeof PollCount>;

/** A poll as it is; without numbers until some are told. */
export const PollView = z.object({ ...PollTerms.shape, ...z.partial(PollCount).shape });
export type PollView = z.infer<typeof PollView>;

/** Choices by number from 0, each once; none takes the vote back. */
export const PollChoices = z.array(z.int().check(z.minimum(0), z.maximum(limits.pollChoicesMax - 1))).check(
  z.maxLength(limits.pollChoicesMax),
  z.refine((choices) => new Set(choices).size === choices.length, { error: 'names a choice twice' }),
);
