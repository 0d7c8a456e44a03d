// Tokens that only this server reads: fields, and an HMAC that shows that it wrote them.
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Writes and reads one kind of token; another kind's key differs, so neither passes for the other. */
export class Sealer {
  readonly #kind: string;
  readonly #key: Uint8Array;

  constructor(secret: Uint8Array, kind: string) {
    this.#kind = kind;
    this.#key = new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(0), `sup ${kind} token`, 32));
  }

  /** Fields may hold letters, digits, dashes and underscores. */
  seal(fields: readonly string[]): string {
    const text = [this.#kind, ...fields].join('.');
    return `${text}.${this.#mac(text).toString('base64url')}`;
  }

  /** The fields of a token of this kind, or undefined for anything else. */
  open(token: string): readonly string[] | undefined {
    const end = token.lastIndexOf('.');
    const text = token.slice(0, Math.max(end, 0));
    const [kind, ...fields] = text.split('.');
    if (kind !== this.#kind) return undefined;
    const found = Buffer.from(token.slice(end + 1), 'base64url');
    const right = this.#mac(text);
    return found.length === right.length && timingSafeEqual(found, right) ? fields : undefined;
  }

  /** True if a text claims to be of this kind. */
  claims(token: string): boolean {
    return token.startsWith(`${this.#kind}.`);
  }

  #mac(text: string): Buffer {
    return createHmac('sha256', this.#key).update(text).digest();
  }
}
