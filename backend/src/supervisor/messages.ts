import * as z from 'zod';

/** What a child tells its supervisor. */
export const fromChild = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('beat'), memoryBytes: z.number() }),
]);
export type FromChild = z.infer<typeof fromChild>;

/** What a supervisor tells its child. */
export const fromSupervisor = z.discriminatedUnion('type', [
  z.object({ type: z.literal('drain') }),
  z.object({
    type: z.literal('tree'),
    restarts: z.record(z.string(), z.number()),
    off: z.array(z.string()),
  }),
]);
export type FromSupervisor = z.infer<typeof fromSupervisor>;

/** How often a child says that its event loop still turns. */
export const heartbeatMs = 1_000;
