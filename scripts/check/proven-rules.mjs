/** Where promises are numbered, and how. */
const pages = [
  { path: 'protocol/SPEC.md', rule: /^(?:\*\*(R\d+)\*\*|(R\d+)\.)/gm },
  { path: 'ARCHITECTURE.md', rule: /^\| (I\d+) \|/gm },
];

/** The start of a test's name: `R12: …`, or `R12, R13: …` where one test proves several. */
const proof = /['"`]((?:[RI]\d+(?:, | and )?)+):/g;

/** Every numbered promise has a test whose name starts with its number, and no test names a promise that is not made. */
export const promisesAreProven = {
  name: 'proven rules',
  check(project) {
    const made = pages.flatMap((page) => promisesOn(page, project.read(page.path) ?? ''));
    const proofs = project.files.filter((file) => file.isTest).flatMap(proofsIn);
    const proven = new Set(proofs.map(({ number }) => number));
    const numbers = made.map(({ number }) => number);
    return [
      ...made.filter(({ number }) => !proven.has(number)).map((one) => problem(one, 'has no test')),
      ...made
        .filter(({ number }, index) => numbers.indexOf(number) !== index)
        .map((one) => problem(one, 'is there twice')),
      ...proofs
        .filter(({ number }) => !numbers.includes(number))
        .map((one) => problem(one, 'is not a promise made anywhere')),
    ];
  },
};

const problem = ({ path, line, number }, text) => ({ path, line, text: `${number} ${text}` });

function promisesOn({ path, rule }, text) {
  return [...text.matchAll(rule)].map((match) => ({
    path,
    line: text.slice(0, match.index).split('\n').length,
    number: match[1] ?? match[2],
  }));
}

function proofsIn(file) {
  return [...file.text.matchAll(proof)].flatMap((match) =>
    match[1].match(/[RI]\d+/g).map((number) => ({ path: file.path, line: file.lineAt(match.index), number })),
  );
}
