const marks = [
  { pattern: /\b(TODO|FIXME|XXX)\b(?!')/, text: 'is finished or is an issue, not a note' },
  { pattern: /\b(test|it|describe)\.only\(/, text: 'runs one test and hides the others' },
];

/** Nothing that was meant for later stays in the code. */
export const nothingIsLeftOver = {
  name: 'leftovers',
  check: ({ files }) => files.filter((file) => !file.path.startsWith('scripts/check/')).flatMap(leftoversIn),
};

function leftoversIn(file) {
  return file.text.split('\n').flatMap((line, index) =>
    marks
      .filter(({ pattern }) => pattern.test(line))
      .map(({ pattern, text }) => ({
        path: file.path,
        line: index + 1,
        text: `${pattern.exec(line)[0]} ${text}`,
      })),
  );
}
