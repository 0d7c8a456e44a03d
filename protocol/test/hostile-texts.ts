/** Texts that make one parser or another take a square of time, each in any length. */
const repeated = (part: string) => (length: number) =>
  part.repeat(Math.ceil(length / part.length)).slice(0, length);

/** The first part in the first half, the second in the other. */
const mirrored = (open: string, close: string) => (length: number) =>
  repeated(open)(length / 2) + repeated(close)(length / 2);

/** Runs of one sign, each longer than the one before. */
const growing = (sign: string) => (length: number) => {
  let text = '';
  for (let size = 1; text.length < length; size += 1) text += `${sign.repeat(size)} `;
  return text.slice(0, length);
};

export const hostileTexts: Readonly<Record<string, (length: number) => string>> = {
  words: repeated('plain words and more of them, '),
  lines: repeated('a\n'),
  'empty lines': repeated('\n'),
  spaces: repeated(' '),
  'spaces before a word': (length) => `${' '.repeat(length - 1)}a`,
  'gaps of spaces': repeated(`a${' '.repeat(200)}`),
  tabs: repeated('\t'),
  quotes: repeated('>'),
  'quotes on every line': repeated(`${'>'.repeat(20)} a\n`),
  'lazy quotes': (length) => `${'> '.repeat(30)}a\n${repeated('b\n')(length - 62)}`,
  'list nesting': repeated('- '),
  'list nesting over lines': (length) => {
    let text = '';
    for (let depth = 0; text.length < length; depth += 1) text += `${'  '.repeat(depth % 200)}- a\n`;
    return text.slice(0, length);
  },
  'deep list, empty lines': (length) => `${'- '.repeat(12)}a\n${repeated('\n')(length - 26)}`,
  'deep list, white lines': (length) =>
    `${'- '.repeat(12)}a\n${repeated(`${' '.repeat(60)}\n`)(length - 26)}`,
  numbers: repeated('1. '),
  'empty items': repeated('-\n'),
  asterisks: repeated('*'),
  'asterisks and letters': repeated('*a '),
  'closing asterisks': repeated('a* '),
  'two-sided asterisks': repeated('a*'),
  'asterisks and underscores': repeated('*a_b'),
  'opened, never closed': repeated('**a _b '),
  'all four signs': repeated('*a_b~~c||d'),
  'styles in styles': mirrored('*a **b ', 'c** d* '),
  'styles crosswise': repeated('*a _b* c_ '),
  'rule of three': repeated('a**b*c***d'),
  'openers of another length': mirrored('a***b ', 'c** d '),
  underscores: repeated('_'),
  'underscores in words': repeated('a_b'),
  tildes: repeated('~~a'),
  bars: repeated('||a'),
  'opening brackets': repeated('['),
  'closing brackets': repeated(']'),
  'brackets in brackets': mirrored('[', ']'),
  'brackets and letters': repeated('[a'),
  'empty brackets': repeated('[]'),
  'unfinished links': repeated('[a](b'),
  'unfinished pointed links': repeated('[a](<b'),
  'unfinished titles': repeated('[a](b "c '),
  'titles of each kind': repeated('[a](b "c [a](b \'c [a](b (c '),
  'parentheses in links': repeated('[a](('),
  'escapes in links': repeated('[a](\\(\\('),
  'links after open brackets': (length) =>
    repeated('[')(length / 2) + repeated('[a](https://b.example)')(length / 2),
  'links in links': mirrored('[a', '](https://b.example)'),
  'links full of addresses': (length) =>
    `[${repeated('https://a.example @b ')(length - 30)}](https://c.example)`,
  'one long link': (length) => `[a](https://b.example/${'c'.repeat(length - 30)})`,
  'one long address': (length) => `https://a.example/${'b('.repeat(length / 2)}`,
  addresses: repeated('https://a.example '),
  'addresses without end': repeated('https://'),
  'addresses that end in signs': repeated(`https://a${'.'.repeat(100)} `),
  'pointed brackets': repeated('<'),
  'pointed brackets and letters': repeated('<a@'),
  'half an address': repeated('<https:a'),
  'one long mail address': (length) => `<a@${'b.'.repeat(length / 2)}`,
  backticks: repeated('`'),
  'growing backticks': growing('`'),
  'growing asterisks': growing('*'),
  'backticks of two lengths': repeated('`a``b'),
  fences: repeated('```\n'),
  'an open fence': (length) => `\`\`\`\n${repeated('a\n')(length - 4)}`,
  backslashes: repeated('\\'),
  'backslashes at line ends': repeated('\\\n'),
  mentions: repeated('@a '),
  'mentions without names': repeated('@'),
  'one long mention': (length) => `@${'a.'.repeat(length / 2)}`,
  emoji: repeated('😀*'),
  html: repeated('<b a="*">_</b>'),
  pairs: repeated('\ud83d\ude00'),
};
