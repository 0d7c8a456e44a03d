/** What a room may tell me, and for how long: as the sdk keeps it. */
export interface Mute {
  readonly level: 'all' | 'mentions' | 'nothing';
  /** Until when; absent: until I change it. */
  readonly until?: number;
}

export type MuteLevel = Mute['level'];
export type MuteDuration = 'hour' | 'hours8' | 'week' | 'ever';

const hourMs = 3_600_000;
const lengths: Record<MuteDuration, number | undefined> = {
  hour: hourMs,
  hours8: 8 * hourMs,
  week: 7 * 24 * hourMs,
  ever: undefined,
};

/** The level that holds now: a mute that has run out is none. */
export function levelNow(mute: Mute | undefined, now: number): MuteLevel {
  if (!mute) return 'all';
  return mute.until !== undefined && mute.until <= now ? 'all' : mute.level;
}

/** A choice as it is kept; undefined is no mute at all. */
export function muteFor(level: MuteLevel, duration: MuteDuration, now: number): Mute | undefined {
  if (level === 'all') return undefined;
  const length = lengths[duration];
  return length === undefined ? { level } : { level, until: now + length };
}
