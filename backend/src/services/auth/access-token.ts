import { type DeviceId, type SessionId, SupError, type UserId } from '@sup/protocol';
import { CompactSign, type CryptoKey, compactVerify, errors } from 'jose';
import * as z from 'zod';
import type { Caller } from '../caller.ts';
import { algorithm, type SigningKeys } from './signing-keys.ts';

/** Who a token speaks for. Rights are not part of it: they are looked up when they are used. */
export type Bearer = Omit<Caller, 'admin' | 'scope' | 'guest'>;

/** RFC 9068: says what kind of token it is, so that no other kind is taken for it. */
const typ = 'at+jwt';
const issuer = 'sup';
const audience = 'sup';

const id = z.string().length(26);
const Claims = z.object({
  iss: z.literal(issuer),
  aud: z.literal(audience),
  sub: id,
  sid: id,
  did: id,
  iat: z.int(),
  exp: z.int(),
});

/** An access token for `bearer`, good until `expiresAt` (ms since 1970, whole seconds). */
export async function signAccessToken(
  keys: SigningKeys,
  bearer: Bearer,
  { now, expiresAt }: { now: number; expiresAt: number },
): Promise<string> {
  const { kid, key } = keys.signing;
  const claims: z.infer<typeof Claims> = {
    iss: issuer,
    aud: audience,
    sub: bearer.user,
    sid: bearer.session,
    did: bearer.device,
    iat: Math.floor(now / 1_000),
    exp: Math.floor(expiresAt / 1_000),
  };
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: algorithm, typ, kid })
    .sign(key);
}

/** Who a token speaks for. Throws token-invalid for one that we did not sign as an access token, token-expired. */
export async function readAccessToken(keys: SigningKeys, token: string, now: number): Promise<Bearer> {
  const { sub, sid, did, exp } = await readClaims(keys, token);
  if (exp * 1_000 <= now) throw new SupError('token-expired');
  return { user: sub as UserId, session: sid as SessionId, device: did as DeviceId };
}

async function readClaims(keys: SigningKeys, token: string): Promise<z.infer<typeof Claims>> {
  try {
    const findKey = ({ kid }: { kid?: string }): CryptoKey => mustFindKey(keys, kid);
    const { payload, protectedHeader } = await compactVerify(token, findKey, { algorithms: [algorithm] });
    if (protectedHeader.typ !== typ) throw new SupError('token-invalid');
    return Claims.parse(JSON.parse(new TextDecoder().decode(payload)));
  } catch (error) {
    if (error instanceof SupError) throw error;
    if (error instanceof errors.JOSEError || error instanceof z.ZodError || error instanceof SyntaxError) {
      throw new SupError('token-invalid', {}, { cause: error });
    }
    throw error;
  }
}

function mustFindKey(keys: SigningKeys, kid: string | undefined): CryptoKey {
  const key = kid === undefined ? undefined : keys.verifying(kid);
  if (!key) throw new SupError('token-invalid');
  return key;
}
