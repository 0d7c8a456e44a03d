import type { Cmid, DeviceId, ErrorCode, ScheduleView, UserId } from '@sup/protocol';

/** A message that is sent later. Its id is the cmid under which it is sent. */
export interface Schedule {
  readonly id: Cmid;
  readonly user: UserId;
  /** The one on which it was written. */
  readonly device: DeviceId;
  /** As its writer sees it, in their own stream. */
  readonly view: ScheduleView;
  /** When it is sent, or tried again. Not told where `view.when` does not say. */
  readonly dueAt: number;
  /** How often it was tried in vain. */
  readonly tries: number;
}

export type ScheduleKey = Pick<Schedule, 'user' | 'id'>;

/** Port: messages that wait. Each write is whole, and stands in the writer's own stream when it resolves. */
export interface ScheduleStore {
  /** Adds one, or changes one that waits or was refused. Throws schedule-under-way, too-many-kept; invalid-input for another room. */
  put(schedule: Schedule & { max: number }): Promise<void>;
  /** Throws schedule-not-found, schedule-under-way. */
  remove(key: ScheduleKey): Promise<void>;
  list(user: UserId): Promise<readonly Schedule[]>;
  /** When the earliest is due that was not refused. */
  next(): Promise<number | undefined>;
  /** Those due by `now` that were not refused, earliest first. */
  due(now: number, limit: number): Promise<readonly Schedule[]>;
  /** From here on it is changed no more; answers it as it is. undefined if it was removed or is not due any more. */
  claim(key: ScheduleKey & { now: number }): Promise<Schedule | undefined>;
  /** It was sent. */
  finish(key: ScheduleKey): Promise<void>;
  /** It is not sent; its writer sees why. */
  refuse(ask: ScheduleKey & { refusal: { code: ErrorCode; text: string } }): Promise<void>;
  /** It is tried again. */
  postpone(ask: ScheduleKey & { until: number }): Promise<void>;
}
