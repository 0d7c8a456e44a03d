/** Who was brought into a room by somebody who, for all to see, did not know them: a row a person and room. */
export interface ContactRequestsTable {
  user: string;
  room: string;
  by: string;
  /** What it counts as among the requests of one day. */
  kind: 'direct' | 'group';
  /** `accepted` from the start where the two did know each other: who made it cannot tell. */
  state: 'waiting' | 'accepted' | 'declined';
  at: number;
}
