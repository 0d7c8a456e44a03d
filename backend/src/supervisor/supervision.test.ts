import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Action, type Event, Supervision, shutdownTimeoutMs } from './supervision.ts';
import type { ChildSpec, GroupSpec, MemberSpec } from './tree-spec.ts';

const child = (id: string, more: Partial<ChildSpec> = {}): ChildSpec => ({
  type: 'child',
  id,
  entry: `${id}.ts`,
  kind: 'permanent',
  readyTimeoutMs: 5_000,
  heartbeatTimeoutMs: 3_000,
  stopTimeoutMs: 4_000,
  ...more,
});

const group = (id: string, members: MemberSpec[], more: Partial<GroupSpec> = {}): GroupSpec => ({
  type: 'group',
  id,
  members,
  strategy: 'one_for_one',
  intensity: { restartsMax: 3, periodMs: 10_000 },
  whenExhausted: 'escalate',
  ...more,
});

/** A tree whose processes are names in a set; time is a number. Reports and wake-ups are kept apart from deeds. */
class Play {
  readonly supervision: Supervision;
  readonly alive = new Set<string>();
  readonly reports: string[] = [];
  readonly wakes: number[] = [];
  nowMs = 0;
  code: number | undefined;
  #deeds: string[] = [];

  constructor(root: GroupSpec) {
    this.supervision = new Supervision(root);
    this.tell({ type: 'tick' });
  }

  tell(event: Event): void {
    if (event.type === 'exit') this.alive.delete(event.id);
    for (const action of this.supervision.handle(event, this.nowMs)) this.#note(action);
  }

  ready(...ids: string[]): void {
    for (const id of ids) this.tell({ type: 'ready', id });
  }

  exit(id: string, code: number | null = null): void {
    expect(this.alive, `${id} can only exit while it runs`).toContain(id);
    this.tell({ type: 'exit', id, code, signal: code === null ? 'SIGKILL' : null });
  }

  /** Time passes in ticks of half a second while every living child beats. */
  pass(ms: number, beating: readonly string[] = [...this.alive]): void {
    for (const end = this.nowMs + ms; this.nowMs < end; ) {
      this.nowMs = Math.min(end, this.nowMs + 500);
      for (const id of beating) if (this.alive.has(id)) this.tell({ type: 'beat', id, memoryBytes: 1 });
      this.tell({ type: 'tick' });
    }
  }

  /** What was done since this was last asked. */
  deeds(): string[] {
    const deeds = this.#deeds;
    this.#deeds = [];
    return deeds;
  }

  #note(action: Action): void {
    if (action.type === 'report') this.reports.push(action.sentence);
    else if (action.type === 'wake') this.wakes.push(action.afterMs);
    else if (action.type === 'finish') this.code = action.code;
    else if (action.type !== 'announce') {
      if (action.type === 'spawn') {
        expect(this.alive, `${action.id} is started while it runs`).not.toContain(action.id);
        this.alive.add(action.id);
      } else expect(this.alive, `${action.type} of a process that is gone`).toContain(action.id);
      this.#deeds.push(`${action.type} ${action.id}`);
    }
  }
}

const abc = () => [child('a'), child('b'), child('c')];

/** A tree that has started. */
function started(root: GroupSpec, ...ids: string[]): Play {
  const play = new Play(root);
  play.ready(...ids);
  expect(play.deeds()).toEqual(ids.map((id) => `spawn ${id}`));
  return play;
}

describe('starting and stopping', () => {
  test('children start in order, each when the one before is ready', () => {
    const play = new Play(group('root', abc()));
    expect(play.deeds()).toEqual(['spawn a']);
    play.pass(1_000);
    expect(play.deeds()).toEqual([]);
    play.ready('a');
    expect(play.deeds()).toEqual(['spawn b']);
    play.ready('b');
    expect(play.deeds()).toEqual(['spawn c']);
  });

  test('children drain in reverse order, each when the one behind is gone, and the code is 0', () => {
    const play = started(
      group('root', [child('a'), group('inner', [child('b'), child('c')])]),
      'a',
      'b',
      'c',
    );
    play.tell({ type: 'stop' });
    play.tell({ type: 'stop' });
    expect(play.deeds()).toEqual(['drain c']);
    play.exit('c', 0);
    expect(play.deeds()).toEqual(['drain b']);
    play.exit('b', 0);
    play.exit('a', 0);
    expect(play.deeds()).toEqual(['drain a']);
    expect(play.code).toBe(0);
  });

  test('a child that does not drain in time is killed, and stopping goes on', () => {
    const play = started(group('root', abc()), 'a', 'b', 'c');
    play.tell({ type: 'stop' });
    play.pass(4_000);
    expect(play.deeds()).toEqual(['drain c']);
    play.pass(500);
    expect(play.deeds()).toEqual(['kill c']);
    play.exit('c');
    expect(play.deeds()).toEqual(['drain b']);
  });

  test('however long each may take, all are gone before the service manager loses patience', () => {
    const slow = { stopTimeoutMs: 20_000 };
    const play = started(group('root', [child('a', slow), child('b', slow)]), 'a', 'b');
    play.tell({ type: 'stop' });
    play.pass(20_500);
    play.exit('b');
    expect(play.deeds()).toEqual(['drain b', 'kill b', 'drain a']);
    play.pass(shutdownTimeoutMs + 500 - play.nowMs);
    expect(play.deeds()).toEqual(['kill a']);
    play.exit('a');
    expect(play.code).toBe(0);
    expect(play.nowMs).toBeLessThan(30_000);
  });

  test('told to stop while starting: who is not ready yet is killed, and nobody else is started', () => {
    const play = new Play(group('root', abc()));
    play.ready('a');
    play.deeds();
    play.tell({ type: 'stop' });
    expect(play.deeds()).toEqual(['kill b']);
    play.exit('b');
    play.exit('a', 0);
    expect(play.deeds()).toEqual(['drain a']);
    expect(play.code).toBe(0);
  });

  test('a child that dies before it was ever ready ends the start with code 1, others are drained', () => {
    const play = new Play(group('root', abc()));
    play.ready('a');
    play.exit('b', 1);
    expect(play.deeds()).toEqual(['spawn a', 'spawn b', 'drain a']);
    play.exit('a', 0);
    expect(play.code).toBe(1);
    expect(play.reports).toContain('b does not start.');
  });

  test('code 78 of a first start is passed on and nothing is restarted', () => {
    const play = new Play(group('root', [child('a')]));
    play.exit('a', 78);
    expect(play.code).toBe(78);
    expect(play.alive.size).toBe(0);
    expect(play.reports.filter((sentence) => sentence.includes('does not start'))).toEqual([]);
  });

  test('code 78 of a child that ran before, such as for a full disk, is waited out for as long as it takes', () => {
    const play = started(group('root', [child('a')]), 'a');
    play.exit('a');
    for (let tries = 0; tries < 50; tries += 1) {
      expect([...play.alive]).toEqual(['a']);
      play.exit('a', 78);
      expect(play.alive.size).toBe(0);
      play.pass(5_000);
    }
    play.ready('a');
    expect(play.code).toBeUndefined();
    expect([...play.alive]).toEqual(['a']);
  });

  test('code 78 of a child that had been ready is a death like any other', () => {
    const play = started(group('root', [child('a')]), 'a');
    play.exit('a', 78);
    expect(play.deeds()).toEqual(['spawn a']);
  });
});

describe('restarting', () => {
  test('one_for_one restarts only the child that died, at once', () => {
    const play = started(group('root', abc()), 'a', 'b', 'c');
    play.exit('a');
    expect(play.deeds()).toEqual(['spawn a']);
    play.exit('b', 0);
    expect(play.wakes).toEqual([50]);
    play.nowMs += 50;
    play.tell({ type: 'tick' });
    expect(play.deeds()).toEqual(['spawn b']);
    expect(play.supervision.facts().restarts).toEqual({ a: 1, b: 1, c: 0 });
  });

  test('rest_for_one stops those behind in reverse, then starts them in order behind the restarted one', () => {
    const play = started(
      group('root', [child('a'), child('b'), group('behind', [child('c'), child('d')])], {
        strategy: 'rest_for_one',
      }),
      ...['a', 'b', 'c', 'd'],
    );
    play.exit('b');
    expect(play.deeds()).toEqual(['drain d']);
    play.exit('d', 0);
    expect(play.deeds()).toEqual(['drain c']);
    play.exit('c', 0);
    expect(play.deeds()).toEqual(['spawn b']);
    play.ready('b', 'c', 'd');
    expect(play.deeds()).toEqual(['spawn c', 'spawn d']);
    expect(play.supervision.facts().restarts).toEqual({ a: 0, b: 1, c: 0, d: 0 });
  });

  test('a child that dies while it is stopped for its sibling is not counted as a failure', () => {
    const play = started(group('root', abc(), { strategy: 'rest_for_one' }), 'a', 'b', 'c');
    play.exit('a');
    play.exit('b');
    play.exit('c');
    expect(play.deeds()).toEqual(['drain c', 'spawn a']);
    expect(play.supervision.facts().restarts).toEqual({ a: 1, b: 0, c: 0 });
  });

  test('a temporary child stays ended, however it ended, and holds up nobody', () => {
    const play = started(group('root', [child('once', { kind: 'temporary' }), child('a')]), 'once', 'a');
    play.exit('once', 1);
    play.pass(60_000);
    expect(play.deeds()).toEqual([]);
    const other = new Play(group('root', [child('once', { kind: 'temporary' }), child('a')]));
    other.exit('once', 78);
    expect(other.deeds()).toEqual(['spawn once', 'spawn a']);
    expect(other.code).toBeUndefined();
  });

  test('the pause between restarts doubles, and the first restart has none', () => {
    const patient = { restartsMax: 12, periodMs: 3_600_000 };
    const play = started(group('root', [child('a')], { intensity: patient }), 'a');
    for (let death = 0; death < 10; death += 1) {
      play.exit('a');
      play.nowMs += play.wakes.at(-1) ?? 0;
      play.tell({ type: 'tick' });
    }
    expect(play.wakes).toEqual([50, 100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000]);
    expect(play.deeds()).toHaveLength(10);
  });

  test('deaths of a child that had run steadily cost no pause and are never too many', () => {
    const intensity = { restartsMax: 1, periodMs: 60_000, steadyMs: 1_000 };
    const play = started(group('root', [child('a')], { intensity }), 'a');
    for (let death = 0; death < 50; death += 1) {
      play.pass(1_000);
      play.exit('a');
      expect(play.deeds()).toEqual(['spawn a']);
      play.ready('a');
    }
    expect(play.supervision.facts().restarts).toEqual({ a: 50 });
    play.exit('a');
    play.ready('a');
    play.exit('a');
    expect(play.code).toBe(1);
  });
});

describe('giving up', () => {
  test('more restarts than the intensity allows stop everything with code 1', () => {
    const play = started(group('root', [child('a'), child('b')]), 'a', 'b');
    for (let death = 0; death < 3; death += 1) {
      play.exit('b');
      play.pass(1_000);
      play.ready('b');
    }
    play.deeds();
    play.exit('b');
    expect(play.deeds()).toEqual(['drain a']);
    play.exit('a', 0);
    expect(play.code).toBe(1);
    expect(play.reports).toContain('root keeps dying; giving up.');
  });

  test('the same number of restarts over a longer time is fine', () => {
    const play = started(group('root', [child('a')]), 'a');
    for (let death = 0; death < 20; death += 1) {
      play.exit('a');
      play.pass(5_000, ['a']);
      play.ready('a');
    }
    expect(play.code).toBeUndefined();
  });

  test('an inner group that keeps dying is restarted whole by the group around it', () => {
    const inner = group('inner', [child('b'), child('c')], {
      intensity: { restartsMax: 0, periodMs: 10_000 },
    });
    const play = started(group('root', [child('a'), inner, child('d')]), 'a', 'b', 'c', 'd');
    play.exit('b');
    expect(play.deeds()).toEqual(['drain c']);
    play.pass(100);
    expect(play.deeds()).toEqual([]);
    play.exit('c', 0);
    expect(play.deeds()).toEqual(['spawn b']);
    play.ready('b');
    expect(play.deeds()).toEqual(['spawn c']);
  });

  test('a part that keeps dying is switched off, visibly, and the rest goes on', () => {
    const media = group('media', [child('images'), child('previews')], { whenExhausted: 'degrade' });
    const play = started(group('root', [child('server'), media]), 'server', 'images', 'previews');
    for (let death = 0; death < 3; death += 1) {
      play.exit('images');
      play.pass(1_000);
      play.ready('images');
    }
    play.deeds();
    play.exit('images');
    expect(play.deeds()).toEqual(['kill previews']);
    play.exit('previews');
    play.pass(600_000);
    expect(play.deeds()).toEqual([]);
    expect([...play.alive]).toEqual(['server']);
    expect(play.supervision.facts().off).toEqual(['media']);
    expect(play.reports).toContain('media is switched off; everything else goes on.');
    play.exit('server');
    expect(play.deeds()).toEqual(['spawn server']);
    play.tell({ type: 'stop' });
    play.exit('server');
    expect(play.code).toBe(0);
  });

  test('a part that cannot start here is switched off at once, and those behind it start', () => {
    const media = group('media', [child('images')], { whenExhausted: 'degrade' });
    const play = new Play(group('root', [media, child('server')]));
    play.exit('images', 78);
    expect(play.deeds()).toEqual(['spawn images', 'spawn server']);
    expect(play.supervision.facts().off).toEqual(['media']);
  });

  test('stopping a part that failed does not hold up the restart of another', () => {
    const media = group('media', [child('images'), child('previews')], {
      intensity: { restartsMax: 0, periodMs: 1_000 },
    });
    const play = started(group('root', [child('server'), media]), 'server', 'images', 'previews');
    play.exit('images');
    expect(play.deeds()).toEqual(['drain previews']);
    play.exit('server');
    play.pass(100);
    expect(play.deeds()).toEqual(['spawn server']);
  });
});

describe('watching', () => {
  test('a child that is not ready in time is killed and restarted', () => {
    const play = started(group('root', [child('a')]), 'a');
    play.exit('a');
    play.deeds();
    play.pass(5_000);
    expect(play.deeds()).toEqual([]);
    play.pass(500);
    expect(play.deeds()).toEqual(['kill a']);
    play.exit('a');
    play.pass(500);
    expect(play.deeds()).toEqual(['spawn a']);
  });

  test('a ready child whose event loop hangs is killed and restarted; one that beats is not', () => {
    const play = started(group('root', [child('a'), child('b')]), 'a', 'b');
    play.pass(3_000, ['b']);
    expect(play.deeds()).toEqual([]);
    play.pass(10_000, ['b']);
    expect(play.deeds()).toEqual(['kill a']);
    play.exit('a');
    expect(play.deeds()).toEqual(['spawn a']);
  });

  test('nobody is blamed for the silence while the supervisor itself did not run', () => {
    const play = started(group('root', [child('a')]), 'a');
    play.nowMs += 3_600_000;
    play.tell({ type: 'tick' });
    play.pass(3_000, []);
    expect(play.deeds()).toEqual([]);
    play.pass(500, []);
    expect(play.deeds()).toEqual(['kill a']);
  });

  test('a child that stays above its memory limit is drained and started afresh', () => {
    const play = started(group('root', [child('a', { memoryBytesMax: 100 })]), 'a');
    const beat = (memoryBytes: number) => play.tell({ type: 'beat', id: 'a', memoryBytes });
    for (const bytes of [101, 101, 99, 101, 101]) beat(bytes);
    expect(play.deeds()).toEqual([]);
    beat(101);
    expect(play.deeds()).toEqual(['drain a']);
    play.exit('a', 0);
    expect(play.deeds()).toEqual(['spawn a']);
  });
});

describe('whatever happens in whatever order', () => {
  const tree = group(
    'root',
    [
      child('a'),
      group('inner', [child('b'), child('c', { kind: 'temporary' })], { strategy: 'rest_for_one' }),
      group('extra', [child('d'), child('e')], { whenExhausted: 'degrade' }),
    ],
    { strategy: 'rest_for_one', intensity: { restartsMax: 5, periodMs: 10_000 } },
  );
  const step = fc.record({
    what: fc.constantFrom('ready' as const, 'exit' as const, 'pass' as const, 'beat' as const),
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    code: fc.constantFrom(null, 0, 1, 78),
    ms: fc.integer({ min: 0, max: 6_000 }),
  });

  function take(
    play: Play,
    { what, id, code, ms }: { what: string; id: string; code: number | null; ms: number },
  ): void {
    if (what === 'pass') play.pass(ms, []);
    else if (!play.alive.has(id)) return;
    else if (what === 'exit') play.exit(id, code);
    else if (what === 'ready') play.ready(id);
    else play.tell({ type: 'beat', id, memoryBytes: 1 });
  }

  /** From now on everybody does what is asked. */
  function behave(play: Play, turns: number): void {
    for (let turn = 0; turn < turns && play.code === undefined; turn += 1) {
      for (const deed of play.deeds()) {
        const [what, id = ''] = deed.split(' ');
        if (what !== 'spawn' && play.alive.has(id)) play.exit(id, 0);
      }
      play.ready(...play.alive);
      play.pass(500);
    }
  }

  const check = (property: (play: Play) => void): void => {
    const seed = Date.now() >>> 0;
    process.stdout.write(`seed ${seed}\n`);
    const steps = fc.array(step, { maxLength: 60 });
    fc.assert(
      fc.property(steps, (taken) => {
        const play = new Play(tree);
        for (const each of taken) take(play, each);
        property(play);
      }),
      { seed, numRuns: 400 },
    );
  };

  test('once everybody behaves, all run again but what ended for good, or the supervisor has given up cleanly', () => {
    check((play) => {
      // Deeds asked for before and never answered: the children hang, and are killed for it.
      for (const id of [...play.alive]) if (play.alive.has(id) && play.code === undefined) play.exit(id, 0);
      behave(play, 60);
      if (play.code !== undefined) {
        expect(play.alive.size).toBe(0);
        return;
      }
      const isOff = play.supervision.facts().off.includes('extra');
      const wanted = isOff ? ['a', 'b'] : ['a', 'b', 'd', 'e'];
      expect([...play.alive].filter((id) => id !== 'c').sort()).toEqual(wanted);
    });
  });

  test('stopping ends with nothing running, and nothing is started after it', () => {
    check((play) => {
      play.tell({ type: 'stop' });
      play.deeds();
      for (let turn = 0; turn < 50 && play.code === undefined; turn += 1) {
        play.pass(5_000, []);
        for (const id of [...play.alive]) play.exit(id);
      }
      expect(play.alive.size).toBe(0);
      expect(play.code).toBeDefined();
      expect(play.deeds().filter((deed) => deed.startsWith('spawn'))).toEqual([]);
    });
  });
});
