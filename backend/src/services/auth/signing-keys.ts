import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import type { Clock } from '../../clock.ts';
import type { SigningKeyStore, SigningKey as StoredKey } from './signing-key-store.ts';

export const algorithm = 'EdDSA';
const dayMs = 86_400_000;
/** The longest that an access token may be set to live: so long a former public key is still needed. */
const accessTokenMsMax = dayMs;

interface Loaded {
  readonly signing: { readonly kid: string; readonly key: CryptoKey };
  readonly verifying: ReadonlyMap<string, CryptoKey>;
  readonly published: readonly JWK[];
}

/** The keys of access tokens in memory: a new one signs every so often, former ones still verify (R63). */
export class SigningKeys {
  readonly #store: SigningKeyStore;
  readonly #clock: Clock;
  readonly #keyDays: number;
  #loaded: Loaded;

  private constructor(parts: { store: SigningKeyStore; clock: Clock; keyDays: number }, loaded: Loaded) {
    this.#store = parts.store;
    this.#clock = parts.clock;
    this.#keyDays = parts.keyDays;
    this.#loaded = loaded;
  }

  /** Reads the keys, and makes one if there is none or the newest is old. */
  static async load(parts: { store: SigningKeyStore; clock: Clock; keyDays: number }): Promise<SigningKeys> {
    return new SigningKeys(parts, await currentKeys(parts));
  }

  /** Makes a new key if the one that signs is old. */
  async rotateIfDue(): Promise<void> {
    this.#loaded = await currentKeys({ store: this.#store, clock: this.#clock, keyDays: this.#keyDays });
  }

  /** The key that signs now. */
  get signing(): Loaded['signing'] {
    return this.#loaded.signing;
  }

  /** The public key of that name, or undefined. */
  verifying(kid: string): CryptoKey | undefined {
    return this.#loaded.verifying.get(kid);
  }

  /** Public keys as JWKs, newest first. */
  get published(): readonly JWK[] {
    return this.#loaded.published;
  }
}

async function currentKeys(parts: {
  store: SigningKeyStore;
  clock: Clock;
  keyDays: number;
}): Promise<Loaded> {
  const { store, clock, keyDays } = parts;
  const newestBefore = clock.now() - keyDays * dayMs;
  // A former key signed until its successor was made, and what it signed last lived for a token's life.
  const forgetBefore = newestBefore - keyDays * dayMs - accessTokenMsMax;
  const known = await store.keys();
  const isDue = known[0] === undefined || known[0].createdAt < newestBefore;
  if (!isDue) return importKeys(known);
  const fresh = await makeKey(clock.now());
  return importKeys(await store.rotate({ fresh, newestBefore, forgetBefore }));
}

async function makeKey(createdAt: number): Promise<StoredKey> {
  const pair = await generateKeyPair(algorithm, { crv: 'Ed25519', extractable: true });
  const publicJwk = await exportJWK(pair.publicKey);
  return {
    kid: await calculateJwkThumbprint(publicJwk),
    createdAt,
    publicJwk: JSON.stringify(publicJwk),
    privateJwk: JSON.stringify(await exportJWK(pair.privateKey)),
  };
}

async function importKeys(keys: readonly StoredKey[]): Promise<Loaded> {
  const newest = keys[0];
  if (!newest?.privateJwk) throw new Error('the newest signing key has no private half');
  const published = keys.map(({ kid, publicJwk }): JWK => {
    return { ...(JSON.parse(publicJwk) as JWK), kid, alg: algorithm, use: 'sig' };
  });
  const verifying = new Map<string, CryptoKey>();
  for (const jwk of published) verifying.set(jwk.kid ?? '', await importKey(jwk));
  const key = await importKey(JSON.parse(newest.privateJwk) as JWK);
  return { signing: { kid: newest.kid, key }, verifying, published };
}

async function importKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, algorithm);
  if (key instanceof Uint8Array) throw new Error('a stored signing key is not a key of a pair');
  return key;
}
