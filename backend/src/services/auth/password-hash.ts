import { type Argon2Parameters, argon2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** How hard a guess is made: OWASP's second choice, about 40 ms and 19 MiB. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
export const tagBytes = 32;

const derive = promisify(
  (parameters: Argon2Parameters, done: (error: Error | null, tag: Buffer) => void): void =>
    argon2('argon2id', parameters, done),
);

/** The bytes that are hashed: two keyboards may spell é differently. */
const passwordBytes = (password: string) => Buffer.from(password.normalize('NFC'), 'utf8');

/** Argon2id of a password as a PHC string; `salt` has 16 random bytes. */
export async function hashPassword(password: string, salt: Uint8Array): Promise<string> {
  const tag = await derive({ message: passwordBytes(password), nonce: salt, tagLength: tagBytes, ...cost });
  return phcString(salt, tag);
}

/** How a hash is written down: https://github.com/P-H-C/phc-string-format */
export function phcString(salt: Uint8Array, tag: Uint8Array): string {
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

/** True if the password is the one that the PHC string was made of. */
export async function verifyPassword(phc: string, password: string): Promise<boolean> {
  const { salt, tag, ...stored } = readPhc(phc);
  const found = await derive({
    message: passwordBytes(password),
    nonce: salt,
    tagLength: tag.length,
    ...stored,
  });
  return timingSafeEqual(found, tag);
}

const phcPattern =
  /^\$argon2id\$v=19\$m=(?<memory>\d+),t=(?<passes>\d+),p=(?<parallelism>\d+)\$(?<salt>[\w+/-]+)\$(?<tag>[\w+/-]+)$/;

function readPhc(phc: string) {
  const parts = phcPattern.exec(phc)?.groups;
  if (!parts) throw new Error('a stored password hash is not an Argon2id PHC string');
  const { memory, passes, parallelism, salt = '', tag = '' } = parts;
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

const unpadded = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replace(/=+$/, '');
