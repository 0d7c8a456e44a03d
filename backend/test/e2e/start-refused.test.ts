// What whoever runs the server sees when it cannot start: one clear sentence through the supervisor, an exit code, no stack trace.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { ownRuntime, startServer } from '@sup/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const runtime = join(root, 'node_modules/.bin', ownRuntime);
const supervisor = join(root, 'backend/src/supervisor/main.ts');
const configExit = 78;

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'sup-start-'));
  chmodSync(directory, 0o755);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** Starts the whole tree, as `npm start` does, and waits for its end. */
async function start(
  settings: Readonly<Record<string, string>>,
  wrapper: readonly string[] = [],
): Promise<Ended> {
  const words = [...wrapper, runtime, supervisor];
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('SUP_'));
  const child = spawn(words[0] ?? '', words.slice(1), {
    cwd: root,
    env: { ...Object.fromEntries(inherited), SUP_PORT: '0', SUP_LOG_LEVEL: 'error', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      // It was not refused: then it must not go on for ever.
      if (text.includes('Sup is ready')) child.kill('SIGTERM');
    });
  const [code] = await once(child, 'close');
  return { code, said };
}

/** One sentence that says this, exit code 78, and nothing that looks like a program's insides. */
function mustBeRefused({ code, said }: Ended, sentence: RegExp): void {
  const lines = said.split('\n').filter((line) => line !== '' && !line.includes('ExperimentalWarning'));
  const spoken = lines.filter((line) => !line.startsWith('{') && !line.startsWith('(Use `node'));
  expect(spoken, said).toHaveLength(1);
  expect(spoken[0]).toMatch(sentence);
  expect(code, said).toBe(configExit);
  expect(said).not.toMatch(/^\s+at |node:internal|\.ts:\d+/m);
}

test('a port that is taken', async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
  const address = blocker.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const ended = await start({ SUP_PORT: port, SUP_DATA_DIR: join(directory, 'taken') });
  blocker.close();
  mustBeRefused(ended, new RegExp(`already listens on 127\\.0\\.0\\.1:${port}`));
});

test('a file where the data directory should be', async () => {
  const file = join(directory, 'file');
  writeFileSync(file, 'not a directory');
  mustBeRefused(await start({ SUP_DATA_DIR: file }), /data directory .* cannot be made|not writable/);
  mustBeRefused(await start({ SUP_DATA_DIR: join(file, 'below') }), /data directory .* cannot be made/);
});

/** Somebody who owns nothing here. */
const nobody = 65_534;
const canBeNobody =
  process.getuid?.() === 0 &&
  spawnSync('setpriv', [`--reuid=${nobody}`, '--clear-groups', 'true']).status === 0;

test.skipIf(!canBeNobody && process.getuid?.() === 0)(
  'a data directory that may not be written',
  async () => {
    const wrapper = canBeNobody
      ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups']
      : [];
    const closed = join(directory, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o555);
    mustBeRefused(await start({ SUP_DATA_DIR: closed }, wrapper), /not writable/);
    mustBeRefused(await start({ SUP_DATA_DIR: join(closed, 'data') }, wrapper), /cannot be made/);
    // A database of somebody else's in a directory that is one's own.
    const mixed = join(directory, 'mixed');
    mkdirSync(mixed);
    const sup = await startServer({ dataDir: mixed });
    await sup.terminate();
    if (canBeNobody) chownSync(mixed, nobody, nobody);
    for (const name of ['sup.db', 'sup.db-wal', 'sup.db-shm'])
      if (existsSync(join(mixed, name))) chmodSync(join(mixed, name), 0o444);
    rmSync(join(mixed, 'lock'), { force: true });
    mustBeRefused(await start({ SUP_DATA_DIR: mixed }, wrapper), /cannot be written|not writable/);
  },
);

test('data of a newer version', async () => {
  const dataDir = join(directory, 'newer');
  const sup = await startServer({ dataDir });
  await sup.terminate();
  const db = new DatabaseSync(join(dataDir, 'sup.db'));
  db.prepare(`insert into migrations (name, timestamp) values ('9999-from-the-future', '2030-01-01')`).run();
  db.close();
  mustBeRefused(await start({ SUP_DATA_DIR: dataDir }), /newer version/);
});

test('a database that is none', async () => {
  const dataDir = join(directory, 'damaged');
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, 'sup.db'), 'This is not a database. '.repeat(1_000));
  mustBeRefused(await start({ SUP_DATA_DIR: dataDir }), /damaged or is not a database/);
});

test('a setting that does not exist, and one with a wrong value', async () => {
  const dataDir = join(directory, 'settings');
  mustBeRefused(await start({ SUP_DATA_DIR: dataDir, SUP_PROT: '1' }), /did you mean SUP_PORT\?/);
  mustBeRefused(await start({ SUP_DATA_DIR: dataDir, SUP_PORT: 'http' }), /SUP_PORT must be/);
  expect(existsSync(dataDir)).toBe(false);
});

test('a certificate that cannot be read, and one that is none', async () => {
  const text = join(directory, 'text.pem');
  writeFileSync(text, 'not a certificate');
  const startWith = (cert: string) =>
    start({ SUP_DATA_DIR: join(directory, 'tls'), SUP_TLS_CERT: cert, SUP_TLS_KEY: text });
  mustBeRefused(await startWith(join(directory, 'none.pem')), /SUP_TLS_CERT must be a readable PEM file/);
  mustBeRefused(await startWith(text), /must hold a certificate and its own key/);
});

test('a second server on the same data, and the first goes on', async () => {
  await using sup = await startServer();
  mustBeRefused(
    await start({ SUP_DATA_DIR: sup.dataDir }),
    /Another server is running on the data directory/,
  );
  expect((await fetch(`${sup.url}/healthz`)).status).toBe(200);
});

const canMount = spawnSync('unshare', ['-rm', 'true']).status === 0;

test.skipIf(!canMount).each([
  ['with no room at all', 0],
  ['with room for the beginning of a database', 64 * 1_024],
])('a disk that is full, %s', async (_room, freeBytes) => {
  const disk = mkdtempSync(join(directory, 'disk-'));
  const fill = 1_024 * 1_024 - freeBytes;
  const onSmallDisk = [
    ...['unshare', '-rm', 'sh', '-c'],
    `mount -t tmpfs -o size=1m tmpfs ${disk} && mkdir ${disk}/data && head -c ${fill} /dev/zero > ${disk}/filler; exec "$0" "$@"`,
  ];
  mustBeRefused(await start({ SUP_DATA_DIR: join(disk, 'data') }, onSmallDisk), /disk/i);
});
