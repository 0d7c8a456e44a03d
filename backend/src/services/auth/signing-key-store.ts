/** A key pair that signs access tokens. */
export interface SigningKey {
  readonly kid: string;
  readonly createdAt: number;
  /** JWK as JSON. */
  readonly publicJwk: string;
  /** JWK as JSON; gone once a newer key signs. */
  readonly privateJwk: string | undefined;
}

/** Port: the keys of this store. They lie in the database, so its file is as secret as they are. */
export interface SigningKeyStore {
  /** All keys, newest first. */
  keys(): Promise<readonly SigningKey[]>;
  /**
   * Makes `fresh` the key that signs if the newest one is older than `newestBefore` or there is none, takes the private
   * halves of the others away and forgets those made before `forgetBefore`. Answers all keys, newest first.
   */
  rotate(ask: {
    fresh: SigningKey;
    newestBefore: number;
    forgetBefore: number;
  }): Promise<readonly SigningKey[]>;
  /** The secret that other tokens are authenticated with: `fresh` the first time, and the same ever after. */
  secret(fresh: Uint8Array): Promise<Uint8Array>;
}
