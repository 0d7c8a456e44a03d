/** When people were last here. */
export interface LastSeenTable {
  user: string;
  at: number;
}
