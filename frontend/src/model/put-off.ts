import { momentOf } from './mute';

/** When something put off comes back, or is sent. `morning`: the reader's, which only the server knows. */
export type PutOff = 'minutes20' | 'hour' | 'tomorrow' | 'monday' | 'morning' | 'custom';

const minuteMs = 60_000;
const morningHour = 9;

/** The moment of a choice on this device's clock; `invalid` for typed words that are none, or are past. */
export function putOffTo(
  choice: Exclude<PutOff, 'morning'>,
  { now, typed }: { now: number; typed: string },
): number | 'invalid' {
  if (choice === 'minutes20') return now + 20 * minuteMs;
  if (choice === 'hour') return now + 60 * minuteMs;
  if (choice === 'tomorrow') return morningIn(now, 1);
  // From a Monday on it is the next one.
  if (choice === 'monday') return morningIn(now, (8 - new Date(now).getDay()) % 7 || 7);
  const at = momentOf(typed);
  return at === undefined || at <= now ? 'invalid' : at;
}

function morningIn(now: number, days: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, morningHour).getTime();
}

/** A moment as one would type it: `2026-12-01 09:00`. */
export function typedMoment(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** When a message can be sent; in a direct chat also in the morning of its reader. */
export function sendingTimes(reader: string | undefined): readonly PutOff[] {
  const usual = ['hour', 'tomorrow', 'monday', 'custom'] as const;
  return reader === undefined ? usual : ['morning', ...usual];
}
