import type { Entry } from '@sup/protocol';

type Undecided<E> = E extends Entry ? Omit<E, 'seq' | 'at' | 'ordinal'> : never;
/** An entry before it has a place: the writer adds seq, time and, to a message, its ordinal. */
export type EntryDraft = Undecided<Entry>;
