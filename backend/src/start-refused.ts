/**
 * The server cannot start, for a reason that whoever runs it can put right: a second server on the same data, a full
 * disk, data of a newer version. Main prints the sentence and exits with 78, because trying again would change nothing.
 */
export class StartRefused extends Error {
  constructor(sentence: string, options?: { cause?: unknown }) {
    super(sentence, options);
    this.name = 'StartRefused';
  }
}
