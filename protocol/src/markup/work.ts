/** Counts what a parse does, so that a test can hold it to a straight line without looking at a clock. */
export interface Work {
  steps: number;
}
