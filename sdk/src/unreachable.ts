/** There was no answer: nothing is known about what the server did. Say the same again, with the same cmid. */
export class Unreachable extends Error {
  constructor(options?: { cause?: unknown }) {
    super('The server cannot be reached.', options);
    this.name = 'Unreachable';
  }
}
