/** What a room may tell me. */
export type NotifyLevel = 'all' | 'mentions' | 'nothing';

/** A lower level for a while: as the sdk keeps it. */
export interface Mute {
  readonly level: NotifyLevel;
  /** Until when; absent: until I change it. */
  readonly until?: number;
}

/** `keep` leaves a mute that there is as it is. */
export type MuteChoice = 'off' | 'keep' | 'hour' | 'hours8' | 'week' | 'ever' | 'until';

const hourMs = 3_600_000;
export const lengths = { hour: hourMs, hours8: 8 * hourMs, week: 7 * 24 * hourMs } as const;

export interface MuteForm {
  readonly choice: MuteChoice;
  /** A day and a time, where the choice is `until`. */
  readonly typed: string;
  /** Mentions reach me all the same. */
  readonly mentions: boolean;
}

/** A choice as it is kept: undefined is no mute; `invalid` is a moment that is none, or is past. */
export function muteOf(
  { choice, typed, mentions }: MuteForm,
  { now, before }: { now: number; before: Mute | undefined },
): Mute | undefined | 'invalid' {
  const level = mentions ? 'mentions' : 'nothing';
  if (choice === 'off') return undefined;
  if (choice === 'ever') return { level };
  if (choice === 'keep') return before && { ...before, level };
  if (choice !== 'until') return { level, until: now + lengths[choice] };
  const until = momentOf(typed);
  return until === undefined || until <= now ? 'invalid' : { level, until };
}

/** `2026-12-01 09:00` on this device's clock. */
export function momentOf(text: string): number | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{1,2}):(\d{2})$/.exec(text.trim())?.slice(1).map(Number);
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts;
  const date = new Date(year, month - 1, day, hour, minute);
  const isReal = date.getMonth() === month - 1 && date.getDate() === day && hour < 24 && minute < 60;
  return isReal ? date.getTime() : undefined;
}
