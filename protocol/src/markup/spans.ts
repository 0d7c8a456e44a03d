// Pairs the runs of `*`, `_`, `~~` and `||` after CommonMark's "process emphasis": each closer looks back for its
// opener, and remembers per kind of closer how far back there is none, so that nobody looks there again.
import type { SpanKind } from './tree.ts';
import type { Work } from './work.ts';

export interface SpanMark {
  readonly kind: SpanKind;
  readonly literal: string;
}

/** A run of delimiters. What is not used in pairs stays text. */
export interface Run {
  readonly sign: string;
  /** Grows along the text. */
  readonly order: number;
  readonly length: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
  left: number;
  /** Both from the inside out. What closes here stands before what is left, what opens here after it. */
  opens?: SpanMark[];
  closes?: SpanMark[];
  previous: Run | undefined;
  next: Run | undefined;
}

const signs = '*_~|';
const closerKinds = signs.length * 6;

/** The chain of runs that may still be paired. */
export class RunChain {
  private readonly work: Work;
  last: Run | undefined;

  constructor(work: Work) {
    this.work = work;
  }

  add(run: Run): void {
    run.previous = this.last;
    if (this.last) this.last.next = run;
    this.last = run;
  }

  /** Pairs all runs after `bottom` and takes them off the chain. A link's text pairs no spoilers. */
  pair(bottom: Run | undefined, isLink = false): void {
    const barriers = new Array<number>(closerKinds).fill(-1);
    let closer = this.firstAfter(bottom);
    while (closer) {
      const after: Run | undefined = closer.next;
      if (!closer.canClose || (isLink && closer.sign === '|')) {
        closer = after;
        continue;
      }
      const opener = this.openerOf(closer, bottom, barriers);
      if (opener) closer = this.join(opener, closer);
      else {
        barriers[closerKind(closer)] = closer.previous?.order ?? -1;
        if (!closer.canOpen) this.remove(closer);
        closer = after;
      }
    }
    this.last = bottom;
    if (bottom) bottom.next = undefined;
  }

  private firstAfter(bottom: Run | undefined): Run | undefined {
    let first: Run | undefined;
    for (let run = this.last; run && run !== bottom; run = run.previous) {
      this.work.steps += 1;
      first = run;
    }
    return first;
  }

  private openerOf(closer: Run, bottom: Run | undefined, barriers: readonly number[]): Run | undefined {
    const barrier = barriers[closerKind(closer)] ?? -1;
    for (let run = closer.previous; run && run !== bottom && run.order > barrier; run = run.previous) {
      this.work.steps += 1;
      if (run.sign === closer.sign && run.canOpen && fits(run, closer)) return run;
    }
    return undefined;
  }

  /** Joins two runs by as many signs as both have, and answers the next closer to look at. */
  private join(opener: Run, closer: Run): Run | undefined {
    const count = Math.min(opener.left, closer.left, 2);
    const mark = { kind: kindOf(closer.sign, count), literal: closer.sign.repeat(count) };
    opener.opens = pushed(opener.opens, mark);
    closer.closes = pushed(closer.closes, mark);
    opener.left -= count;
    closer.left -= count;
    // What stands between them can pair with nothing outside any more.
    opener.next = closer;
    closer.previous = opener;
    if (opener.left === 0) this.remove(opener);
    if (closer.left > 0) return closer;
    const after = closer.next;
    this.remove(closer);
    return after;
  }

  private remove(run: Run): void {
    if (run.previous) run.previous.next = run.next;
    if (run.next) run.next.previous = run.previous;
    else this.last = run.previous;
  }
}

/** Most runs pair with nothing, so they hold no lists until they do. */
function pushed(marks: SpanMark[] | undefined, mark: SpanMark): SpanMark[] {
  if (!marks) return [mark];
  marks.push(mark);
  return marks;
}

/** The rule of three: `*a**b*` is not one style inside another by accident. */
function fits(opener: Run, closer: Run): boolean {
  if (closer.sign !== '*' && closer.sign !== '_') return true;
  const isBoth = closer.canOpen || opener.canClose;
  return !isBoth || closer.length % 3 === 0 || (opener.length + closer.length) % 3 !== 0;
}

/** Closers of one kind find the same openers. */
function closerKind({ sign, canOpen, length }: Run): number {
  return signs.indexOf(sign) * 6 + (canOpen ? 3 : 0) + (length % 3);
}

function kindOf(sign: string, count: number): SpanKind {
  if (sign === '~') return 'strike';
  if (sign === '|') return 'spoiler';
  return count === 2 ? 'bold' : 'italic';
}
