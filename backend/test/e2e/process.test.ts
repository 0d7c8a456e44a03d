// The server as a process: how it starts, refuses to start, stops, and what it says meanwhile.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { message, openSocket, registerAll, startServer } from '@sup/testkit';
import { expect, test } from 'vitest';

test('I7: what was acknowledged is there after a kill and a restart on the same port, under the same epoch', async () => {
  await using sup = await startServer();
  const [ann, bob] = await registerAll(sup, ['ann', 'bob']);
  const room = await ann.direct(bob);
  const before = await ann.connect();
  const send = message(room, 'Durable');
  const ack = await before.ask('message.send', send);
  const { url } = sup;
  await sup.kill();
  await sup.restart();
  expect(sup.url).toBe(url);
  const after = await bob.connect();
  expect((await after.next('welcome')).epoch).toBe((await before.next('welcome')).epoch);
  const { entries } = await after.ask<{ entries: object[] }>('room.sync', { room, from: 0 });
  expect(entries).toContainEqual(expect.objectContaining({ kind: 'message', body: 'Durable', seq: ack.seq }));
  const again = await ann.connect();
  expect(await again.ask('message.send', send)).toEqual(ack);
  after.close();
  again.close();
});

test('a stop says goodbye with a time to come back, finishes what is under way, and exits with 0', async () => {
  await using sup = await startServer();
  const [ann, bob] = await registerAll(sup, ['ann', 'bob']);
  const room = await ann.direct(bob);
  const a = await ann.connect();
  const sends = Array.from({ length: 100 }, (_, at) => message(room, `Just in time ${at}`));
  const asks = sends.map((send) => a.ask<{ seq: number }>('message.send', send));
  const settled = Promise.allSettled(asks);
  // The first ack says that the server is in the midst of them.
  await asks[0];
  const code = sup.terminate();
  expect(await a.closed).toMatchObject({ code: 4011 });
  expect(a.frames.at(-1)).toMatchObject({
    type: 'bye',
    code: 'going-away',
    retryAfterMs: expect.any(Number),
  });
  expect(await code).toBe(0);
  const acked = (await settled).flatMap((result) =>
    result.status === 'fulfilled' ? [result.value.seq] : [],
  );
  await sup.restart();
  const again = await bob.connect();
  const { entries } = await again.ask<{ entries: { seq: number; kind: string }[] }>('room.sync', {
    room,
    from: 0,
  });
  const stored = entries.filter((entry) => entry.kind === 'message').map((entry) => entry.seq);
  expect(acked).toEqual(stored);
  again.close();
});

test('a port that is taken is said in one sentence, with exit code 78 and no stack trace', async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
  const address = blocker.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const failure = await startServer({ settings: { SUP_PORT: port } }).catch((error: Error) => error.message);
  blocker.close();
  expect(failure).toContain('exit code 78');
  expect(failure).toContain(`Another program already listens on 127.0.0.1:${port}`);
  expect(failure).not.toContain('    at ');
});

test('a second server on the same data is refused with a sentence and exit code 78', async () => {
  await using sup = await startServer();
  const { dataDir } = sup;
  const failure = await startServer({ dataDir }).catch((error: Error) => error.message);
  expect(failure).toContain('exit code 78');
  expect(failure).not.toContain('    at ');
});

test('a setting that does not exist is refused with a sentence and exit code 78', async () => {
  const failure = await startServer({ settings: { SUP_PROT: '1' } }).catch((error: Error) => error.message);
  expect(failure).toContain('exit code 78');
  expect(failure).toContain('did you mean SUP_PORT?');
});

test('the link that makes the first administrator is printed until there is one, and works once', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sup-test-'));
  const sup = await startServer({ dataDir });
  const [ann, bob] = await registerAll(sup, ['ann', 'bob']);
  const code = /claim-admin#(\S+)/.exec(sup.output)?.[1];
  const claim = { method: 'POST', path: '/auth/claim-admin' } as const;
  expect(await ann.call(claim, { body: { code } })).toMatchObject({
    status: 200,
    body: { self: { admin: true } },
  });
  expect(await bob.call(claim, { body: { code } })).toMatchObject({ status: 410 });
  await sup.restart();
  expect(sup.output).not.toContain('claim-admin');
  await sup.terminate();
  rmSync(dataDir, { recursive: true });
});

test('neither the log nor the output of a server holds the text of a message', async () => {
  await using sup = await startServer({ settings: { SUP_LOG_LEVEL: 'debug' } });
  const [ann, bob] = await registerAll(sup, ['ann', 'bob']);
  const room = await ann.direct(bob);
  const a = await ann.connect();
  await a.ask('message.send', message(room, 'Marker-of-this-test'));
  (await openSocket(sup.wsUrl)).close();
  a.close();
  await sup.terminate();
  expect(sup.errors + sup.output).not.toContain('Marker-of-this-test');
  expect(sup.errors + sup.output).not.toContain(ann.token);
});
