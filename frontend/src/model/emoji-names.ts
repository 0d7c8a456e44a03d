// Emoji by the names that people type between colons.
import { type Completion, completed, type SignedWord, signedWordAt } from './completion';
import { commonEmoji, quickReactions } from './emoji';

/** Names by code points in hexadecimal, as emojibase lists them: `2764` is `heart`. */
type EmojiNames = Readonly<Record<string, string | readonly string[]>>;

/** All of them as they are offered: those that people use most come first, then the shorter names. */
export function emojiCompletions(names: EmojiNames): readonly Completion[] {
  const common = new Set<string>([...quickReactions, ...commonEmoji]);
  const rank = ({ insert }: Completion) => (common.has(insert) ? 0 : 1);
  return Object.entries(names)
    .flatMap(([points, name]) => {
      const emoji = emojiOf(points);
      return [name].flat().map((label) => emojiNamed(emoji, label));
    })
    .toSorted((a, b) => rank(a) - rank(b) || a.label.length - b.label.length);
}

function emojiNamed(emoji: string, name: string): Completion {
  return { kind: 'emoji', id: name, insert: emoji, label: name, detail: '' };
}

const drawnAsOne = /^\p{Emoji_Presentation}/u;

/** The emoji of some code points. One that stands alone may need the sign without which it is drawn as a letter. */
function emojiOf(points: string): string {
  const parts = points.split('-').map((point) => Number.parseInt(point, 16));
  const emoji = String.fromCodePoint(...parts);
  return parts.length > 1 || drawnAsOne.test(emoji) ? emoji : `${emoji}\u{FE0F}`;
}

/** What the text becomes when the colon that was just typed ends the name of an emoji; undefined where it does not. */
export function spelledOut(
  before: string,
  after: string,
  emoji: readonly Completion[],
): (ReturnType<typeof completed> & Pick<SignedWord, 'start'>) | undefined {
  if (after.length !== before.length + 1) return undefined;
  let at = 0;
  while (at < before.length && before[at] === after[at]) at += 1;
  if (after[at] !== ':' || after.slice(at + 1) !== before.slice(at)) return undefined;
  const word = signedWordAt(before, at);
  const found =
    word?.sign === ':' ? emoji.find(({ label }) => label === word.query.toLowerCase()) : undefined;
  if (!word || !found) return undefined;
  return { ...completed(after, { ...word, end: at + 1 }, found), start: word.start };
}
