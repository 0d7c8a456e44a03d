/** All clock words of the product: `now` and `locale` are handed in, so that tests own them. */

const dayMs = 86_400_000;

export interface TimeWords {
  readonly today: string;
  readonly yesterday: string;
}

export interface TimeContext {
  readonly now: number;
  readonly locale?: string | undefined;
}

function format(at: number, context: TimeContext, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(context.locale, options).format(at);
}

/** Days since 1970 on the device's own calendar. Plain Date arithmetic: it runs for every message of a long room. */
function calendarDay(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / dayMs;
}

function sameYear(at: number, context: TimeContext): boolean {
  return new Date(at).getFullYear() === new Date(context.now).getFullYear();
}

/** Calendar days from `at` to now: 0 today, 1 yesterday, negative for a future day. */
export function daysAgo(at: number, context: TimeContext): number {
  return calendarDay(context.now) - calendarDay(at);
}

/** `09:46`, as the locale writes it. */
export function clockTime(at: number, context: TimeContext): string {
  return format(at, context, { hour: '2-digit', minute: '2-digit' });
}

/** The time in a list row: today the clock, six days the weekday, this year day and month, then with the year. */
export function listTime(at: number, context: TimeContext): string {
  const ago = daysAgo(at, context);
  if (ago <= 0) return clockTime(at, context);
  if (ago <= 6) return format(at, context, { weekday: 'short' });
  if (sameYear(at, context)) return format(at, context, { day: 'numeric', month: 'short' });
  return format(at, context, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** The words of a day line: Today, Yesterday, Monday, 14 November, 14 November 2024. */
export function dayLine(at: number, context: TimeContext, words: TimeWords): string {
  const ago = daysAgo(at, context);
  if (ago <= 0) return words.today;
  if (ago === 1) return words.yesterday;
  if (ago <= 6) return format(at, context, { weekday: 'long' });
  if (sameYear(at, context)) return format(at, context, { day: 'numeric', month: 'long' });
  return format(at, context, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** `14 Nov` or `14 Nov 2024`: the day alone, whenever it was. */
export function longDay(at: number, context: TimeContext): string {
  const year = sameYear(at, context) ? {} : ({ year: 'numeric' } as const);
  return format(at, context, { day: 'numeric', month: 'short', ...year });
}

/** A moment to come: the clock today, else the day with it. */
export function untilTime(at: number, context: TimeContext): string {
  if (daysAgo(at, context) === 0) return clockTime(at, context);
  return `${longDay(at, context)}, ${clockTime(at, context)}`;
}

/** Date, time, seconds and zone, for tooltips. */
export function fullTime(at: number, context: TimeContext): string {
  return format(at, context, { dateStyle: 'full', timeStyle: 'long' });
}

/** Minutes since `at`, when under an hour: last seen is then said in minutes. */
export function minutesAgo(at: number, context: TimeContext): number | undefined {
  const minutes = Math.floor((context.now - at) / 60_000);
  return minutes < 60 ? Math.max(0, minutes) : undefined;
}
