/** Messages that are sent later. */
export interface SchedulesTable {
  user: string;
  /** The cmid under which it is sent. */
  id: string;
  device: string;
  room: string;
  /** A ScheduleView as JSON, without its state and refusal. */
  view: string;
  due_at: number;
  state: 'waiting' | 'sending' | 'refused';
  /** `{ code, text }` as JSON, of one that was refused. */
  refusal: string | null;
  tries: number;
}

/** Messages that come back: a row until they have. */
export interface RemindersTable {
  user: string;
  room: string;
  message: string;
  due_at: number;
}
