import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { limits, SupError } from '@sup/protocol';

const listFile = new URL('./data/common-passwords.txt.br', import.meta.url);
const decompress = promisify(brotliDecompress);

/** Judges new passwords (R62). */
export class PasswordRules {
  #common: Promise<ReadonlySet<string>> | undefined;

  /** Throws password-short or password-common. */
  async mustBeGood(password: string): Promise<void> {
    const normal = password.normalize('NFC');
    const length = [...normal].length;
    if (length < limits.passwordMin) throw new SupError('password-short');
    if (length > limits.passwordMax) {
      throw new SupError('invalid-input', {
        fields: { password: `has more than ${limits.passwordMax} characters` },
      });
    }
    const common = await this.#list();
    if (common.has(normal.toLowerCase())) throw new SupError('password-common');
  }

  /** The list is read when the first password is chosen: most starts of a server see none. */
  #list(): Promise<ReadonlySet<string>> {
    this.#common ??= readList();
    return this.#common;
  }
}

async function readList(): Promise<ReadonlySet<string>> {
  const text = await decompress(await readFile(listFile));
  return new Set(text.toString('utf8').split('\n'));
}
