/** Where a command writes; a sentence or a page a call. */
export interface Terminal {
  say(text: string): void;
  complain(text: string): void;
}
