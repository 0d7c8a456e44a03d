/** Tells whoever watches the bench how far it is; the result itself goes to standard output. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
