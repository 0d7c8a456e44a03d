import { runEnd } from './characters.ts';

/** Where code inside a line ends. All runs of backticks are looked up once, so that runs without a partner cost nothing. */
export class CodeEnds {
  private readonly text: string;
  private places: Map<number, { readonly starts: number[]; used: number }> | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** The next run of exactly `length` backticks from a place on. Places are asked for in order. */
  find(from: number, length: number): number | undefined {
    this.places ??= placesOf(this.text);
    const places = this.places.get(length);
    if (!places) return undefined;
    while ((places.starts[places.used] ?? from) < from) places.used += 1;
    return places.starts[places.used];
  }
}

function placesOf(text: string) {
  const places = new Map<number, { readonly starts: number[]; used: number }>();
  for (let at = text.indexOf('`'); at >= 0; at = text.indexOf('`', at)) {
    const end = runEnd(text, at);
    const known = places.get(end - at);
    if (known) known.starts.push(at);
    else places.set(end - at, { starts: [at], used: 0 });
    at = end;
  }
  return places;
}

/** What a code span says: line breaks are spaces, and one space on each side is there only to keep backticks apart. */
export function codeText(raw: string): string {
  const text = raw.replaceAll('\n', ' ');
  const isPadded = text.startsWith(' ') && text.endsWith(' ') && text.trim() !== '';
  return isPadded ? text.slice(1, -1) : text;
}
