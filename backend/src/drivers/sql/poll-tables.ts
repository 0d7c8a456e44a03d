/** Polls: a row from the message on until it is deleted, wherever it is moved. */
export interface PollsTable {
  message: string;
  choices: number;
  several: number;
  anonymous: number;
  closes_at: number | null;
  /** When something is to be done: telling what was voted, or closing. */
  due_at: number | null;
  /** From `closing` on nobody votes; `closed` once that was told. */
  state: 'open' | 'closing' | 'closed';
  /** Grows with each vote that changes something. */
  rev: number;
  /** The rev of the votes that were told last. */
  told: number;
  /** When. */
  told_at: number;
}

/** What somebody voted: a row a choice. */
export interface PollVotesTable {
  message: string;
  user: string;
  choice: number;
}
