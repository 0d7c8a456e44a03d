// Entries as frames: encoded once for everyone who sees the same, again only for those who may see less.
import type { Entry, RoomId, Sight } from '@sup/protocol';
import { type StoredEntry, seenFrom, visibleEntry } from '../services/log/index.ts';
import type { Ready } from './listener.ts';
import type { Person } from './room-feed.ts';

/** Characters of one frame, unless a single entry is longer: at three bytes each it stays below the wire's limit. */
const frameCharactersMax = 40_000;

/** Consecutive entries of a room; `from` is the seq before the first. */
export interface Segment {
  readonly room: RoomId;
  readonly from: number;
  readonly entries: readonly StoredEntry[];
}

/** Encodes a segment as often as there are kinds of readers. */
export class SegmentFrames {
  readonly #segment: Segment;
  readonly #ready: (text: string) => Ready;
  readonly #newestTargetGap: number;
  readonly #isHiddenFromSome: boolean;
  #usual: readonly Ready[] | undefined;
  readonly #special = new Map<string, readonly Ready[]>();

  constructor(segment: Segment, ready: (text: string) => Ready) {
    this.#segment = segment;
    this.#ready = ready;
    // Someone who reads from this seq on sees every target of the segment.
    this.#newestTargetGap = Math.min(...segment.entries.map(({ entry }) => seenFrom(entry)));
    this.#isHiddenFromSome = segment.entries.some((stored) => stored.hiddenFrom !== undefined);
  }

  /** The frames for a person with this sight. */
  framesFor(person: Person, sight: Sight): readonly Ready[] {
    const { visibleFrom, earlier } = sight;
    if (!this.#isHiddenFromSome && visibleFrom <= this.#newestTargetGap) {
      this.#usual ??= encodeSegment(this.#segment, everything).map(this.#ready);
      return this.#usual;
    }
    const isOwn = this.#isHiddenFromSome || earlier.length > 0;
    const key = isOwn ? `${visibleFrom} ${person.id}` : `${visibleFrom}`;
    let frames = this.#special.get(key);
    if (!frames) {
      const reader = { ...sight, user: person.id };
      frames = encodeSegment(this.#segment, (stored) => visibleEntry(stored, reader));
      this.#special.set(key, frames);
    }
    return frames;
  }
}

const everything = (stored: StoredEntry): Entry => stored.entry;

/** Encodes the segment as one reader may see it, in as many frames as the wire's limit asks for. */
export function encodeSegment(
  { room, from, entries }: Segment,
  view: (stored: StoredEntry) => Entry | undefined,
): string[] {
  const frames: string[] = [];
  let parts: string[] = [];
  let length = 0;
  let start = from;
  const close = (to: number): void => {
    frames.push(`{"type":"entries","room":"${room}","from":${start},"to":${to},"entries":[${parts.join()}]}`);
    parts = [];
    length = 0;
    start = to;
  };
  for (const stored of entries) {
    const seen = view(stored);
    if (!seen) continue;
    const text = JSON.stringify(seen);
    if (parts.length > 0 && length + text.length > frameCharactersMax) close(stored.entry.seq - 1);
    parts.push(text);
    length += text.length;
  }
  close(from + entries.length);
  return frames;
}
