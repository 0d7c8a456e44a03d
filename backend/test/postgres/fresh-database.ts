import { randomBytes } from 'node:crypto';
import { tellPostgres } from '@sup/testkit/test-store';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of a PostgreSQL whose user may make databases. */
    postgresUrl: string;
  }
}

/** A database of a test's own, sorted as people sort, so that whatever hangs on order by accident shows. */
export async function freshDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = inject('postgresUrl');
  const name = `sup_${randomBytes(6).toString('hex')}`;
  await tellPostgres(server, `create database ${name} template template0 encoding 'UTF8'`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const drop = async () => void (await tellPostgres(server, `drop database ${name} with (force)`));
  return { url: url.href, drop };
}
