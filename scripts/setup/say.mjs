/** Something that can go wrong on a healthy code base: it is told in one sentence, without a stack trace. */
export class ExpectedFailure extends Error {
  constructor(sentence, exitCode = 1) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

/** One line to the person who waits. */
export const say = (line) => process.stdout.write(`${line}\n`);

/** Seconds since a moment, as people read them. */
export const secondsSince = (startedMs) => `${Math.round((Date.now() - startedMs) / 100) / 10} s`;

/**
 * Says that something long has begun, then every ten seconds that it goes on, then how long it took.
 * Output that is not a terminal shows no spinner, and silence looks like a hang.
 */
export async function withProgress(what, work) {
  const startedMs = Date.now();
  say(`${what} …`);
  const ticker = setInterval(() => say(`  … still at it (${secondsSince(startedMs)})`), 10_000);
  try {
    const result = await work();
    say(`  done in ${secondsSince(startedMs)}`);
    return result;
  } finally {
    clearInterval(ticker);
  }
}

/** Runs a command's body: an expected failure becomes its sentence and exit code, anything else is a bug and crashes. */
export async function main(body) {
  try {
    process.exitCode = (await body(process.argv.slice(2))) ?? 0;
  } catch (error) {
    if (!(error instanceof ExpectedFailure)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.exitCode;
  }
}
