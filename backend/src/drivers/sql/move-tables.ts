/** Moves from one room to another: those under way, and for a while how they ended. */
export interface MovesTable {
  account: string;
  /** The cmid of all that is logged for it. */
  id: string;
  device: string;
  at: number;
  /** JSON of MoveAsk: a retry has the same. */
  ask: string;
  /** JSON of what is carried, from before it is taken out until it is put down. */
  content: string | null;
  /** Null while it is under way; `done`, or the code of the refusal. */
  outcome: string | null;
}
