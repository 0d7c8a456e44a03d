// Keywords of a person in the text of a message: whole words, whatever their case.

/** Letters, digits and marks: what a word goes on with. */
const wordEdge = /[\p{L}\p{N}\p{M}_]/u;
/** Written without spaces between words, so that a word may stand anywhere. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** The first of the words that stands in the text. */
export function keywordIn(text: string, words: readonly string[]): string | undefined {
  if (words.length === 0) return undefined;
  const folded = fold(text);
  return words.find((word) => hasWord(folded, fold(word)));
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function hasWord(text: string, word: string): boolean {
  if (word === '') return false;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    if (isEdge(lastOf(text.slice(Math.max(0, at - 2), at)), firstOf(word))) {
      if (isEdge(lastOf(word), firstOf(text.slice(end, end + 2)))) return true;
    }
  }
  return false;
}

/** True where between these two characters a word may begin or end. */
function isEdge(before: string, after: string): boolean {
  const areJoined = wordEdge.test(before) && wordEdge.test(after);
  return !areJoined || unspaced.test(before) || unspaced.test(after);
}

function firstOf(text: string): string {
  const [first = ''] = text;
  return first;
}

function lastOf(text: string): string {
  return [...text.slice(-2)].at(-1) ?? '';
}
