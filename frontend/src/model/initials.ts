const segmenter =
  typeof Intl.Segmenter === 'function'
    ? new Intl.Segmenter(undefined, { granularity: 'grapheme' })
    : undefined;

function graphemes(text: string): string[] {
  return segmenter ? Array.from(segmenter.segment(text), (part) => part.segment) : Array.from(text);
}

/** One or two graphemes that stand for a name: first letters of two words, or the start of a single word. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s_.-]+/u)
    .filter((word) => /[\p{L}\p{N}\p{Emoji_Presentation}]/u.test(word));
  const [first, ...others] = words;
  if (first === undefined) return '?';
  const last = others.at(-1);
  const head = graphemes(first);
  if (last !== undefined)
    return `${head[0]?.toLocaleUpperCase() ?? ''}${graphemes(last)[0]?.toLocaleUpperCase() ?? ''}`;
  return `${head[0]?.toLocaleUpperCase() ?? ''}${head[1] ?? ''}`;
}
