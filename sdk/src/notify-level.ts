import type { Levels, NotifyLevel } from '@sup/protocol';
import type { Mute } from './snapshots.ts';

/** What holds where nothing was chosen. */
export const usualLevels: Levels = { direct: 'all', group: 'all', channel: 'all' };

const order: readonly NotifyLevel[] = ['nothing', 'mentions', 'all'];

/** What a room may tell now: its level, or a mute's where that is lower. */
export function levelNow(
  room: { readonly level: NotifyLevel; readonly mute?: Mute },
  now: number,
): NotifyLevel {
  const { level, mute } = room;
  if (mute === undefined || !holds(mute, now)) return level;
  return order.indexOf(mute.level) < order.indexOf(level) ? mute.level : level;
}

/** False once a mute has ended by itself. */
export function holds(mute: Mute, now: number): boolean {
  return mute.until === undefined || mute.until > now;
}
