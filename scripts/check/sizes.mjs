const budgets = { linesMax: 400, testLinesMax: 600, p90Max: 300, medianMax: 120 };

/** Files that ARCHITECTURE.md excuses: it names them in backticks under "Long files" and says why. */
function excused(project) {
  const section = /^## Long files\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(
    project.read('ARCHITECTURE.md') ?? '',
  );
  return new Set([...(section?.[1] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1]));
}

/** The length that a share of all files stay within. */
const percentile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

export const filesStaySmall = {
  name: 'sizes',
  check(project) {
    const excuses = excused(project);
    const long = project.files
      .map((file) => ({ file, max: file.isTest ? budgets.testLinesMax : budgets.linesMax }))
      .filter(({ file, max }) => file.lines > max && !excuses.has(file.path))
      .map(({ file, max }) => ({ path: file.path, text: `${file.lines} lines, at most ${max}` }));
    return [...long, ...tail(project.files)];
  },
};

function tail(files) {
  const lengths = files.filter((file) => !file.isTest).map((file) => file.lines);
  lengths.sort((a, b) => a - b);
  const [median, p90] = [percentile(lengths, 0.5), percentile(lengths, 0.9)];
  return [
    ...(median > budgets.medianMax
      ? [{ path: '.', text: `median file ${median} lines, at most ${budgets.medianMax}` }]
      : []),
    ...(p90 > budgets.p90Max
      ? [{ path: '.', text: `a tenth of the files exceed ${p90} lines, at most ${budgets.p90Max}` }]
      : []),
  ];
}
