import { type Kysely, sql } from 'kysely';
import { StartRefused } from '../../start-refused.ts';
import type { Log } from '../../telemetry/index.ts';

const durable = ['fsync', 'synchronous_commit', 'full_page_writes'] as const;

/** Reads how the server is set. Throws StartRefused where an acknowledged message could be lost, or text not be kept as it is. */
export async function mustBeDurable<Tables>(
  db: Kysely<Tables>,
  { allowsLoss, log }: { allowsLoss: boolean; log: Log },
): Promise<void> {
  const { rows } = await sql<{ name: string; setting: string }>`select name, setting from pg_settings
    where name in (${sql.join([...durable, 'server_encoding', 'server_version_num'])})`.execute(db);
  const settings = new Map(rows.map(({ name, setting }) => [name, setting]));
  if (Number(settings.get('server_version_num')) < 130_000)
    throw new StartRefused('Sup needs PostgreSQL 13 or newer: upgrade the server of SUP_POSTGRES_URL.');
  if (settings.get('server_encoding') !== 'UTF8')
    throw new StartRefused(
      `The database of SUP_POSTGRES_URL is encoded as ${settings.get('server_encoding')}: make one with encoding UTF8.`,
    );
  const off = durable.filter((name) => settings.get(name) === 'off');
  if (off.length === 0) return;
  const found = `PostgreSQL runs with ${off.join(', ')} off, so that a crash loses messages that were acknowledged`;
  if (!allowsLoss)
    throw new StartRefused(`${found}. Switch it on, or accept the loss with SUP_POSTGRES_MAY_LOSE=on.`);
  log.error(`${found}. SUP_POSTGRES_MAY_LOSE accepts that.`);
}
