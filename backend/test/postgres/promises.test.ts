// What only PostgreSQL makes hard: several sessions at once, commits that nobody hears the end of, a server that goes away.
import { type RoomId, SupError, type UserId } from '@sup/protocol';
import { tellPostgres } from '@sup/testkit/test-store';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { GroupWriter } from '../../src/drivers/postgres/group-writer.ts';
import { openPostgres } from '../../src/drivers/postgres/open-postgres.ts';
import { Sessions } from '../../src/drivers/postgres/sessions.ts';
import { StartRefused } from '../../src/start-refused.ts';
import { createTelemetry } from '../../src/telemetry/index.ts';
import { people, RoomScribe } from '../contract/room-scribe.ts';
import { freshDatabase } from './fresh-database.ts';
import { looseLink } from './loose-link.ts';
import { openEngine } from './open-postgres-store.ts';

const { ann, bob } = people();
let url: string;
let drop: () => Promise<void>;
beforeEach(async () => {
  ({ url, drop } = await freshDatabase());
});
afterEach(() => drop());

const nameOf = (address: string) => new URL(address).pathname.slice(1);
const others = (address: string) =>
  `datname = '${nameOf(address)}' and pid <> pg_backend_pid() and application_name = 'sup'`;
/** Ends sessions of servers on a database, as an administrator or a crash would. */
const endSessions = (which = 'true') =>
  tellPostgres(
    url,
    `select pg_terminate_backend(pid) from pg_stat_activity where ${others(url)} and (${which})`,
  );

const put = (key: string, value: number) => ({ user: ann, items: [{ key, value }] });

const refusal = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof SupError ? error.code : error;
};

describe('a start', () => {
  const silent = createTelemetry({ clock: systemClock, level: 'silent', part: 'test' }).telemetry;
  const crash = () => undefined;

  test('is refused where a crash would lose what was acknowledged, unless that is accepted', async () => {
    await tellPostgres(url, `alter database ${nameOf(url)} set synchronous_commit = off`);
    await expect(openEngine(url)).rejects.toThrow(/synchronous_commit off.*SUP_POSTGRES_MAY_LOSE/);
    await expect(openEngine(url)).rejects.toThrow(StartRefused);
    const accepting = { url, allowsLoss: true, clock: systemClock, telemetry: silent, crash };
    await (await openPostgres(accepting)).close();
  });

  test('is refused while another server has the database, and not after it', async () => {
    const first = await openEngine(url);
    await expect(openEngine(url)).rejects.toThrow(/Another server is running on the database/);
    await first.close();
    await (await openEngine(url)).close();
  });

  test('is refused with a sentence where nobody answers, the password is wrong, or there is no such database', async () => {
    const wrong = (change: Partial<Pick<URL, 'port' | 'password' | 'pathname'>>) =>
      openEngine(Object.assign(new URL(url), change).href);
    await expect(wrong({ port: '1' })).rejects.toThrow(/does not answer/);
    await expect(wrong({ password: 'wrong' })).rejects.toThrow(/does not let Sup in/);
    await expect(wrong({ pathname: '/nowhere' })).rejects.toThrow(/does not let Sup in/);
    await expect(wrong({ pathname: '/nowhere' })).rejects.toThrow(StartRefused);
  });

  test('data of a newer version is refused and left as it is', async () => {
    await (await openEngine(url)).close();
    await tellPostgres(
      url,
      `insert into migrations (name, timestamp) values ('9999-from-the-future', '2030-01-01T00:00:00.000Z')`,
    );
    await expect(openEngine(url)).rejects.toThrow(/written by a newer version of Sup/);
  });

  test('the data keeps its epoch, and texts are sorted as SQLite sorts them', async () => {
    const first = await openEngine(url);
    await first.close();
    const second = await openEngine(url);
    expect(second.epoch).toBe(first.epoch);
    await second.close();
    const asPeopleSort = await tellPostgres(
      url,
      `select column_name from information_schema.columns
        where table_schema = 'public' and data_type = 'text' and collation_name is distinct from 'C'`,
    );
    expect(asPeopleSort).toEqual([]);
  });
});

describe('writers who know nothing of each other', () => {
  /** Appends one message after the other, reading the head again whenever somebody else was quicker. */
  async function sayAll(
    writer: GroupWriter,
    { room, heads, count, by }: { room: RoomId; heads: () => Promise<number>; count: number; by: UserId },
  ): Promise<number[]> {
    const seqs: number[] = [];
    while (seqs.length < count) {
      const head = await heads();
      const scribe = Object.assign(new RoomScribe({} as never), { head, ordinal: head, room });
      const append = scribe.say(by, `from ${by}`);
      if ((await writer.append({ room, head, entries: [append] })) === 'appended') seqs.push(head + 1);
    }
    return seqs;
  }

  test('R30: never give one seq twice, and leave none out', async () => {
    const engine = await openEngine(url);
    const scribe = new RoomScribe(engine.roomLog);
    await scribe.open([ann, bob]);
    const { room, head } = scribe;
    const { telemetry } = createTelemetry({ clock: systemClock, level: 'silent', part: 'test' });
    const sessions = [1, 2, 3].map(() => new Sessions({ url, max: 2, log: telemetry.log }));
    const writers = sessions.map((own) => new GroupWriter({ sessions: own, clock: systemClock, telemetry }));
    const heads = async () => (await engine.roomLog.heads([room])).get(room) ?? 0;
    const said = await Promise.all(
      writers.map((writer) => sayAll(writer, { room, heads, count: 20, by: ann })),
    );
    expect(said.flat().sort((one, other) => one - other)).toEqual(
      Array.from({ length: 60 }, (_, at) => head + 1 + at),
    );
    const stored = await engine.roomLog.read(room, 0, 100);
    expect(stored.map(({ entry }) => entry.seq)).toEqual(
      Array.from({ length: head + 60 }, (_, at) => at + 1),
    );
    await Promise.all([...writers, ...sessions].map((one) => one.close()));
    await engine.close();
  });

  test('an append that cannot follow fails alone, and the others of its group are written', async () => {
    const engine = await openEngine(url);
    const scribes = Array.from({ length: 8 }, () => new RoomScribe(engine.roomLog));
    for (const scribe of scribes) await scribe.open([ann, bob]);
    const writes = scribes.map((scribe, at) => {
      const gone = { id: scribe.room as never, seq: 1 };
      return scribe.write(at === 3 ? scribe.edit(ann, gone, { body: 'x' }) : scribe.say(ann, 'hello'));
    });
    const outcomes = await Promise.allSettled(writes);
    expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual(scribes.map((_, at) => at !== 3));
    await engine.close();
  });

  test('named writes of one person all take effect, each once', async () => {
    const engine = await openEngine(url);
    const puts = Array.from({ length: 40 }, (_, at) =>
      engine.sql.write('own-stream.put', put(`k${at % 5}`, at)),
    );
    await Promise.all(puts);
    const [row] = await tellPostgres(url, `select rev::int as rev from user_revs where "user" = '${ann}'`);
    expect(row).toEqual({ rev: 40 });
    await engine.close();
  });
});

describe('a blanked body', () => {
  /** Tables with a row that holds the text. */
  async function tablesWith(text: string): Promise<string[]> {
    const tables = await tellPostgres(
      url,
      `select tablename as name from pg_tables where schemaname = 'public'`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await tellPostgres(url, `select 1 from ${name} t where t::text like '%${text}%' limit 1`);
      if (rows.length > 0) found.push(String(name));
    }
    return found;
  }

  test('R27: is in no row of any table once the deletion or edit is acknowledged', async () => {
    const engine = await openEngine(url);
    const scribe = new RoomScribe(engine.roomLog);
    await scribe.open([ann, bob]);
    const deleted = await scribe.tell(ann, 'secret-deleted');
    const edited = await scribe.tell(ann, 'secret-edited');
    expect(await tablesWith('secret-')).toEqual(['log']);
    await scribe.write(scribe.delete(ann, deleted), scribe.edit(ann, edited, { body: 'public' }));
    expect(await tablesWith('secret-')).toEqual([]);
    expect(await tablesWith('public')).toEqual(['log']);
    await engine.close();
  });
});

describe('a commit that nobody hears the end of', () => {
  test('I7: R22: whoever was told of success finds it once, whoever was not finds it once or not at all', async () => {
    const engine = await openEngine(url);
    let isOver = false;
    const ending = (async () => {
      // Now and then, so that what became of the last one can be asked in between.
      while (!isOver) {
        await tellPostgres(url, 'select pg_sleep(0.02)');
        await endSessions(`state <> 'idle' or random() < 0.1`);
      }
    })();
    let told = 0;
    for (let tries = 0; tries < 150; tries += 1) {
      const written = await engine.sql.write('own-stream.put', put('k', tries)).then(
        () => 1,
        (error: unknown) => {
          expect(error).toMatchObject({ code: 'store-unavailable' });
          return 0;
        },
      );
      told += written;
    }
    isOver = true;
    await ending;
    const [row] = await tellPostgres(url, `select rev::int as rev from user_revs where "user" = '${ann}'`);
    // Refused is surely not written: the outcome of each commit was found out.
    expect(row).toEqual({ rev: told });
    expect(told).toBeGreaterThan(20);
    await engine.close();
  });

  test('the server goes on, and keeps its database, when PostgreSQL ends all of its sessions', async () => {
    const engine = await openEngine(url);
    const scribe = new RoomScribe(engine.roomLog);
    await scribe.open([ann, bob]);
    await endSessions();
    await expect
      .poll(() => refusal(engine.roomLog.heads([scribe.room])), { timeout: 20_000 })
      .toBeUndefined();
    await scribe.tell(ann, 'still here');
    await expect
      .poll(
        () =>
          tellPostgres(
            url,
            `select pid from pg_locks where locktype = 'advisory' and granted
        and database = (select oid from pg_database where datname = current_database())`,
          ),
        { timeout: 20_000 },
      )
      .toHaveLength(1);
    await expect(openEngine(url)).rejects.toThrow(StartRefused);
    await engine.close();
  });
});

describe('PostgreSQL that is not heard of', () => {
  test('refuses as retryable within three seconds, and all goes on within five of its return', async () => {
    const link = await looseLink(url);
    const engine = await openEngine(link.url);
    const scribe = new RoomScribe(engine.roomLog);
    await scribe.open([ann, bob]);
    link.freeze();
    const since = performance.now();
    const state = put('k', 1);
    const refusals = await Promise.all([
      refusal(engine.roomLog.load(scribe.room)),
      refusal(engine.sql.read.selectFrom('meta').selectAll().execute()),
      refusal(engine.sql.write('own-stream.put', state)),
    ]);
    expect(refusals).toEqual(['store-unavailable', 'store-unavailable', 'store-unavailable']);
    expect(performance.now() - since).toBeLessThan(6_000);
    link.thaw();
    const back = performance.now();
    await expect
      .poll(() => refusal(engine.sql.write('own-stream.put', state)), { timeout: 20_000 })
      .toBeUndefined();
    expect(performance.now() - back).toBeLessThan(5_000);
    await scribe.tell(ann, 'and on');
    await engine.close();
    await link.close();
  });
});
