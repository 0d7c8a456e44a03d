export interface InvitesTable {
  id: string;
  kind: 'link' | 'spoken';
  room: string;
  /** Of the code; there is nothing else of it. */
  hash: string;
  hint: string | null;
  role: string;
  made_by: string;
  made_at: number;
  expires_at: number | null;
  uses_max: number | null;
  /** Those who joined, and those on their way. */
  uses: number;
  revoked_at: number | null;
  /** 1: for people without an account. */
  guests: number;
  /** Of the room when it was made. */
  head: number | null;
}

/** Who came by an invitation, or is on the way: a row a person. */
export interface InviteUsesTable {
  invite: string;
  user: string;
  /** The cmid of the entry by which they join. */
  intent: string;
  device: string;
  /** `open`: on the way, a use was taken for it. `again`: on the way once more. `done`: joined, now or once. */
  state: 'open' | 'again' | 'done';
  at: number;
}

/** Who asks to be let into a room: a row a person and room. */
export interface JoinRequestsTable {
  room: string;
  user: string;
  device: string;
  text: string | null;
  /** `approved`: granted, and on the way into the log. */
  state: 'open' | 'approved' | 'refused';
  /** Since when it is in this state. */
  at: number;
  granter: string | null;
  /** The cmid of the entry by which they join. */
  intent: string | null;
  /** Of the room when the person asked. */
  head: number | null;
}
