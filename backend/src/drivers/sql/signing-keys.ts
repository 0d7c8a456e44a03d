import type { SigningKey, SigningKeyStore } from '../../services/auth/signing-key-store.ts';
import type { SqlStore } from './sql-store.ts';

/** Keys in SQL: the database file is as secret as they are. */
export function sqlSigningKeys(sql: SqlStore): SigningKeyStore {
  const keys = async (): Promise<readonly SigningKey[]> => {
    const rows = await sql.read
      .selectFrom('signing_keys')
      .selectAll()
      .orderBy('created_at', 'desc')
      .execute();
    return rows.map((row) => ({
      kid: row.kid,
      createdAt: Number(row.created_at),
      publicJwk: row.public_jwk,
      privateJwk: row.private_jwk ?? undefined,
    }));
  };
  const readSecret = () =>
    sql.read.selectFrom('meta').select('value').where('key', '=', 'secret').executeTakeFirst();
  return {
    keys,
    async rotate(ask) {
      await sql.write('signing-keys.rotate', ask);
      return keys();
    },
    async secret(fresh) {
      let row = await readSecret();
      if (!row) {
        await sql.write('signing-keys.keep-secret', { secret: Buffer.from(fresh).toString('base64url') });
        row = await readSecret();
      }
      if (!row) throw new Error('the secret was written but is not there');
      return new Uint8Array(Buffer.from(row.value, 'base64url'));
    },
  };
}
