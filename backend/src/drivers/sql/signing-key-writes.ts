import type { Transaction } from 'kysely';
import type { SigningKeyStore } from '../../services/auth/signing-key-store.ts';
import type { Schema } from './schema.ts';

/** Makes a fresh key the one that signs, unless another did so in the meantime. */
export async function rotateSigningKeys(
  db: Transaction<Schema>,
  { fresh, newestBefore, forgetBefore }: Parameters<SigningKeyStore['rotate']>[0],
): Promise<void> {
  const newer = await db
    .selectFrom('signing_keys')
    .select('kid')
    .where('created_at', '>=', newestBefore)
    .executeTakeFirst();
  if (newer) return;
  await db.updateTable('signing_keys').set({ private_jwk: null }).execute();
  await db.deleteFrom('signing_keys').where('created_at', '<', forgetBefore).execute();
  await db
    .insertInto('signing_keys')
    .values({
      kid: fresh.kid,
      created_at: fresh.createdAt,
      public_jwk: fresh.publicJwk,
      private_jwk: fresh.privateJwk ?? null,
    })
    .execute();
}

/** Keeps a secret, unless there is one. */
export async function keepSecret(db: Transaction<Schema>, { secret }: { secret: string }): Promise<void> {
  await db
    .insertInto('meta')
    .values({ key: 'secret', value: secret })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}
