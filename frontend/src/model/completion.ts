// What a word that begins with a sign may become: `@` a person, a role or everyone, `#` a room, `:` an emoji, `/` at the very beginning a command.

/** The word being written: it begins with a sign, and the caret stands at its end. */
export interface SignedWord {
  readonly sign: '@' | '#' | ':' | '/';
  /** Where the sign stands. */
  readonly start: number;
  readonly end: number;
  /** Without the sign. */
  readonly query: string;
}

export interface Completion {
  readonly kind: 'person' | 'group' | 'room' | 'emoji' | 'command';
  readonly id: string;
  /** What stands in the text: a name with its sign, or the emoji itself. */
  readonly insert: string;
  readonly label: string;
  readonly detail: string;
}

const wordMax = 40;
/** A sign after a letter belongs to an address, a path, a time or a colour. */
const signed = /(?:^|[\s([{"'“‘])([@#])([\p{L}\p{N}\p{M}._-]*)$/u;
/** A colon and one letter is a face as people drew it before there were emoji. */
const spelled = /(?:^|[\s([{"'“‘])(:)([a-z0-9_+-]{2,})$/iu;
/** Only what the text begins with is a command. */
const commanded = /^(\/)([a-z0-9-]*)$/i;
const shown = 8;

/** The word with a sign that ends at the caret; undefined where there is none, or the caret stands inside a word. */
export function signedWordAt(text: string, caret: number): SignedWord | undefined {
  if (/^[\p{L}\p{N}\p{M}_]/u.test(text.slice(caret))) return undefined;
  const before = text.slice(Math.max(0, caret - wordMax), caret);
  const found = signed.exec(before) ?? spelled.exec(before) ?? commanded.exec(text.slice(0, caret));
  const [, sign, query = ''] = found ?? [];
  if (sign !== '@' && sign !== '#' && sign !== ':' && sign !== '/') return undefined;
  return { sign, query, start: caret - query.length - 1, end: caret };
}

/** The best of them for what was written so far: by the beginning of what is inserted, then of the name, then of a word in it. */
export function matching(query: string, all: readonly Completion[]): readonly Completion[] {
  const wanted = fold(query);
  const ranked = all.flatMap((one) => {
    const rank = rankOf(wanted, one);
    return rank === undefined ? [] : [{ one, rank }];
  });
  return ranked
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, shown)
    .map(({ one }) => one);
}

/** The text with the completion in the place of the word, a space behind it, and where the caret stands then. */
export function completed(
  text: string,
  { start, end }: SignedWord,
  { insert }: Completion,
): { readonly text: string; readonly caret: number } {
  const rest = text.slice(end);
  const space = rest.startsWith(' ') ? '' : ' ';
  return { text: `${text.slice(0, start)}${insert}${space}${rest}`, caret: start + insert.length + 1 };
}

function rankOf(wanted: string, { insert, label }: Completion): number | undefined {
  const name = fold(label);
  if (fold(insert.slice(1)).startsWith(wanted)) return 0;
  if (name.startsWith(wanted)) return 1;
  return name.split(/[\s._-]+/u).some((word) => word.startsWith(wanted)) ? 2 : undefined;
}

/** Without case and accents, so that `zoe` finds Zoë. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
