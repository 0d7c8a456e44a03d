// The morning of a place. Clocks that change are met by looking again at how far the place is from UTC.

const dayMs = 86_400_000;
const minuteMs = 60_000;
const beginsAtHour = 8;
const lastsMinutes = 60;

/**
 * A moment of the next morning in a time zone, from 8 to 9 by its clocks: which one is chance (0 to 1), so that it says
 * little about where its clocks are.
 */
export function nextMorning(now: number, zone: string, chance: number): number {
  const minute = beginsAtHour * 60 + Math.min(lastsMinutes - 1, Math.floor(chance * lastsMinutes));
  const midnight = Math.floor((now + aheadMs(zone, now)) / dayMs) * dayMs;
  for (let days = 0; days < 2; days += 1) {
    const at = momentOf(midnight + days * dayMs + minute * minuteMs, zone);
    if (at > now) return at;
  }
  return momentOf(midnight + 2 * dayMs + minute * minuteMs, zone);
}

/** The moment at which clocks show this, given as if they showed UTC. */
function momentOf(shown: number, zone: string): number {
  const guess = shown - aheadMs(zone, shown);
  return shown - aheadMs(zone, guess);
}

/** How far the clocks of a place are ahead of UTC. */
function aheadMs(zone: string, at: number): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(at / 1_000) * 1_000;
}
