/** Who follows which thread, or chose not to. */
export interface ThreadFollowsTable {
  user: string;
  room: string;
  /** The seq and id of the message that the thread grew from. */
  root_seq: number;
  root: string;
  following: number;
}
