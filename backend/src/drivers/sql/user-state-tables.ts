/** The newest values of a person's own stream. */
export interface UserStateTable {
  user: string;
  key: string;
  /** JSON; null once the key is gone. */
  value: string | null;
  rev: number;
}

/** The newest rev of each person's own stream; a person without one has written nothing yet. */
export interface UserRevsTable {
  user: string;
  rev: number;
}
