// Do-not-disturb by the wall clock of a place. Only the hour that the wall shows counts: where clocks go forward, the
// hour that does not exist is no part of any night; where they go back, both of the same name are.
import type { DoNotDisturb, QuietHours } from '@sup/protocol';

const weekdays: readonly string[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** A moment as a wall clock shows it. */
interface WallTime {
  /** 1 is Monday. */
  readonly day: number;
  /** Since midnight. */
  readonly minute: number;
}

/** True if the schedule covers the moment. */
export function isQuietTime(schedule: DoNotDisturb | undefined, at: number): boolean {
  if (!schedule || schedule.hours.length === 0) return false;
  const wall = wallTime(schedule.zone, at);
  return schedule.hours.some((hours) => covers(hours, wall));
}

function covers({ days, from, to }: QuietHours, { day, minute }: WallTime): boolean {
  const endsNextDay = to <= from;
  if (days.includes(day) && minute >= from && (endsNextDay || minute < to)) return true;
  return endsNextDay && days.includes(dayBefore(day)) && minute < to;
}

function dayBefore(day: number): number {
  return day === 1 ? 7 : day - 1;
}

function wallTime(zone: string, at: number): WallTime {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    weekday: 'short',
    hour: 'numeric',
    minute: 'numeric',
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    day: weekdays.indexOf(parts.get('weekday') ?? '') + 1,
    minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  };
}
