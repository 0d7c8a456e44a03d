import * as z from 'zod/mini';
import { Seq } from '../fields.ts';
import { DeviceId, Epoch } from '../id.ts';
import { limits } from '../limits.ts';

/** The first frame of a connection: who I am and what I have. Answered by welcome. */
export const Hello = z.strictObject({
  type: z.literal('hello'),
  version: z.int(),
  /** An access token, or the resume token of the last welcome. */
  token: z.string().check(z.minLength(1), z.maxLength(4_096)),
  device: DeviceId,
  /** Name and version of the program, shown in the list of sessions. */
  client: z.string().check(z.maxLength(100)),
  epoch: z.optional(Epoch),
  /** The newest rev of my own stream that I have; 0 for none. */
  rev: Seq,
  /** The last contiguous seq I have of each room. */
  heads: z.record(z.string().check(z.maxLength(26)), Seq).check(
    z.refine((heads) => Object.keys(heads).length <= limits.helloHeadsMax, {
      error: `names more than ${limits.helloHeadsMax} rooms`,
    }),
  ),
});
export type Hello = z.infer<typeof Hello>;
