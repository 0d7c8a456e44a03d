// The door of later: messages that are sent when it is time, and messages that come back.
import type { Cmid, MessageId, RevDone, RoomId, ScheduleInput, ScheduleView } from '@sup/protocol';
import type { Caller } from '../caller.ts';

export interface Later {
  schedules(by: Caller): Promise<(ScheduleView & { id: Cmid })[]>;
  /** Puts a message off, or changes one that waits. Throws schedule-under-way from when it is being sent. */
  schedule(by: Caller, id: Cmid, ask: ScheduleInput): Promise<RevDone>;
  /** After the answer it is never sent. Throws schedule-not-found, schedule-under-way. */
  unschedule(by: Caller, id: Cmid): Promise<RevDone>;
  /** Throws message-not-found for what the caller may not see. */
  remind(by: Caller, ask: { room: RoomId; message: MessageId; at: number }): Promise<RevDone>;
  forget(by: Caller, place: { room: RoomId; message: MessageId }): Promise<RevDone>;
}
