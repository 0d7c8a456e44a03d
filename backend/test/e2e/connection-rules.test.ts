// SPEC §1 and §2: what the server does with frames and connections, good and bad.
import { limits } from '@sup/protocol';
import {
  clientFrame,
  hello,
  message,
  openSocket,
  openWire,
  registerAll,
  type ServerHere,
  startServerHere,
  type TestPerson,
} from '@sup/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let sup: ServerHere;
let ann: TestPerson;
let bob: TestPerson;
beforeAll(async () => {
  sup = await startServerHere();
  [ann, bob] = await registerAll(sup, ['ann', 'bob']);
});
afterAll(() => sup.stop());

/** Connects as ann, sends a text, and answers how the server took it. */
async function say(text: string) {
  const socket = await ann.connect();
  const from = socket.frames.length;
  socket.say(text);
  const answer = await socket.next('error', from);
  return { socket, answer };
}

test('R1: a binary frame closes with 1003, one that is not UTF-8 with 1007', async () => {
  const binary = await openWire(sup);
  await binary.upgrade();
  binary.write(clientFrame('binary', 'x'));
  expect(await binary.closeCode()).toBe(1003);
  const broken = await openWire(sup);
  await broken.upgrade();
  broken.write(clientFrame('text', Buffer.from([0xc3, 0x28])));
  expect(await broken.closeCode()).toBe(1007);
});

test('R1: the upgrade agrees on the subprotocol, and is refused without it or at another path', async () => {
  const wire = await openWire(sup);
  expect(await wire.upgrade()).toMatch(/^HTTP\/1\.1 101 [\s\S]*sec-websocket-protocol: sup\.v1/i);
  wire.destroy();
  const other = await openWire(sup);
  expect(await other.upgrade({ headers: { 'sec-websocket-protocol': 'other' } })).toMatch(/^HTTP\/1\.1 400/);
  other.destroy();
  const elsewhere = await openWire(sup);
  expect(await elsewhere.upgrade({ path: '/socket' })).toMatch(/^HTTP\/1\.1 404/);
  elsewhere.destroy();
});

test('R2: a frame above the limit closes with 1009, in one piece or in several', async () => {
  for (const frames of [
    [clientFrame('text', 'x'.repeat(limits.frameBytesMax + 1))],
    [
      clientFrame('text', 'x'.repeat(100_000), { final: false }),
      clientFrame('continuation', 'x'.repeat(100_000)),
    ],
  ]) {
    const wire = await openWire(sup);
    await wire.upgrade();
    for (const frame of frames) wire.write(frame);
    expect(await wire.closeCode()).toBe(1009);
  }
});

test('R3: what is not JSON is answered with frame-not-json and closes with 4400', async () => {
  for (const text of ['', 'hello', '{"type":', '{"type":"ping"}{"type":"ping"}', "{'type':'ping'}"]) {
    const { socket, answer } = await say(text);
    expect(answer, text).toMatchObject({ code: 'frame-not-json' });
    expect(await socket.closed).toMatchObject({ code: 4400 });
  }
});

describe('R4: a frame that makes no sense is answered, names its fields, and changes nothing', () => {
  const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
  const wide = `{"type":"ping",${Array.from({ length: 9_000 }, (_, at) => `"k${at}":1`).join()}}`;
  test.each([
    ['an unknown type', '{"type":"room.explode","id":7}', 'unknown-type', 7],
    ['a type of an object’s own', '{"type":"__proto__","id":7}', 'unknown-type', 7],
    ['a type called constructor', '{"type":"constructor"}', 'unknown-type', undefined],
    ['a type that is no text', '{"type":7}', 'unknown-type', undefined],
    ['no type', '{}', 'unknown-type', undefined],
    ['an array', '[{"type":"ping"}]', 'unknown-type', undefined],
    ['a number', '12', 'unknown-type', undefined],
    ['null', 'null', 'unknown-type', undefined],
    ['deep JSON', deep, 'unknown-type', undefined],
    [
      'deep JSON in a field',
      `{"type":"state.set","id":7,"key":"draft:${'0'.repeat(26)}","value":${deep}}`,
      'invalid-input',
      7,
    ],
    ['wide JSON', wide, 'invalid-input', undefined],
    ['a missing field', '{"type":"room.sync","id":7,"room":"x"}', 'invalid-input', 7],
    ['an extra field', '{"type":"ping","extra":1}', 'invalid-input', undefined],
    ['__proto__', '{"type":"ping","__proto__":{"admin":true}}', 'invalid-input', undefined],
    ['a mistyped id', '{"type":"room.list","id":"7"}', 'invalid-input', undefined],
    ['a negative id', '{"type":"room.list","id":-1}', 'invalid-input', undefined],
    ['too large a number', '{"type":"room.list","id":1e400}', 'invalid-input', undefined],
  ])('%s', async (...[, text, code, to]) => {
    const { socket, answer } = await say(text);
    expect(answer.code).toBe(code);
    expect(answer.to).toBe(to);
    if (answer.code === 'invalid-input') expect(Object.keys(answer.fields ?? {}).length).toBeGreaterThan(0);
    // The connection goes on.
    expect(await socket.ask('room.list')).toHaveProperty('rooms');
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
    socket.close();
  });
});

test('R6: NUL and half a surrogate pair are refused; anything else comes back as it went in', async () => {
  const room = await ann.direct(bob);
  const [a, b] = [await ann.connect(), await bob.connect()];
  for (const text of ['a\u0000b', '\ud83d', 'x\ude00', '\ude00\ud83d'])
    await expect(a.ask('message.send', message(room, text))).rejects.toMatchObject({
      frame: { code: 'body-malformed' },
    });
  const kept = [
    '👩‍👩‍👧‍👦 family, 🏳️‍🌈 flag, 👍🏽 tone',
    'e\u0301 is not \u00e9',
    'مرحبا \u200f\u202e‮',
    '\ufeffBOM \u2028 \u2029 \u0007 \u007f',
    '{"type":"ping"} \\u0000 </script>',
    '\u{10ffff}',
  ];
  for (const text of kept) await a.ask('message.send', message(room, text));
  await b.until((frame): frame is typeof frame => b.entriesOf(room).length > kept.length - 1 || !frame);
  expect(b.entriesOf(room).flatMap((entry) => ('body' in entry ? [entry.body] : []))).toEqual(kept);
  a.close();
  b.close();
});

test('R7: a body of 16,384 characters is taken and one more is refused with body-too-large', async () => {
  const room = await ann.direct(bob);
  const a = await ann.connect();
  for (const unit of ['x', '\u0001', '𝒳']) {
    const fits = message(room, unit.repeat(limits.bodyCodePointsMax));
    expect(await a.ask('message.send', fits), unit).toHaveProperty('seq');
    await expect(a.ask('message.send', message(room, `${fits.body}${unit}`))).rejects.toMatchObject({
      frame: { code: 'body-too-large' },
    });
  }
  a.close();
});

test('R10: any first frame but hello closes with 4401, a second hello with 4402', async () => {
  for (const text of ['{"type":"ping"}', '{"type":"room.list","id":1}', '{"type":"what"}', '{}']) {
    const socket = await openSocket(sup.wsUrl);
    socket.say(text);
    expect(await socket.closed, text).toMatchObject({ code: 4401 });
    expect(socket.frames).toEqual([expect.objectContaining({ type: 'error', code: 'hello-expected' })]);
  }
  const twice = await ann.connect();
  twice.say(hello(ann.token, ann.device));
  expect(await twice.closed).toMatchObject({ code: 4402 });
  const early = await openSocket(sup.wsUrl);
  early.say(hello(ann.token, ann.device));
  early.say(hello(ann.token, ann.device));
  expect(await early.closed).toMatchObject({ code: 4402 });
});

test('R10: what follows the hello before its welcome is answered after it, in order', async () => {
  const socket = await openSocket(sup.wsUrl);
  socket.say(hello(ann.token, ann.device));
  socket.say({ type: 'ping' });
  socket.say({ type: 'room.list', id: 1 });
  await socket.next('reply');
  expect(socket.frames.map(({ type }) => type)[0]).toBe('welcome');
  expect(socket.frames.map(({ type }) => type)).toContain('pong');
  socket.close();
});

test('R11: a hello of another version closes with 4406', async () => {
  const socket = await openSocket(sup.wsUrl);
  socket.say(hello(ann.token, ann.device, { version: 2 }));
  expect(await socket.closed).toMatchObject({ code: 4406 });
  expect(socket.frames).toMatchObject([{ type: 'error', code: 'version-unsupported' }]);
});

test('R13: a hello with a forged or unsigned token, or one of another kind, closes with 4010', async () => {
  const [head = '', claims = '', signature = ''] = ann.token.split('.');
  const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
  const changed = Buffer.from(
    JSON.stringify({ ...JSON.parse(Buffer.from(claims, 'base64url').toString()), sub: bob.id }),
  ).toString('base64url');
  for (const token of [
    `${none}.${claims}.`,
    `${head}.${changed}.${signature}`,
    `${head}.${claims}.${'A'.repeat(signature.length)}`,
    ann.refreshToken,
    'nonsense',
  ]) {
    const socket = await openSocket(sup.wsUrl);
    socket.say(hello(token, ann.device));
    expect(await socket.closed, token.slice(0, 20)).toMatchObject({ code: 4010 });
    expect(socket.frames).toMatchObject([{ type: 'error', code: 'token-invalid' }]);
  }
});

test('R14: the resume token of a welcome opens a socket, and not after its session has ended', async () => {
  const [cid] = await registerAll(sup, ['cid']);
  const first = await cid.connect();
  const { resume } = await first.next('welcome');
  const again = await openSocket(sup.wsUrl);
  again.say(hello(resume, cid.device));
  expect(await again.next('welcome')).toMatchObject({ self: { id: cid.id } });
  await cid.must({ method: 'POST', path: '/auth/logout' });
  expect(await again.closed).toMatchObject({ code: 4010 });
  const late = await openSocket(sup.wsUrl);
  late.say(hello(resume, cid.device));
  expect(await late.closed).toMatchObject({ code: 4010 });
  const rest = await fetch(`${sup.url}/api/v1/me`, { headers: { authorization: `Bearer ${resume}` } });
  expect(rest.status).toBe(401);
});

test('R15: every ask of a crowd of asks, good and bad, gets exactly one answer', async () => {
  const room = await ann.direct(bob);
  const a = await ann.connect();
  const count = 100;
  for (let id = 1; id <= count; id += 1) {
    const kinds = [
      { type: 'room.list' },
      { type: 'room.sync', room, from: 0 },
      { type: 'room.get', room: ann.id },
      { type: 'message.send', ...message(room, `no ${id}`) },
      { type: 'room.sync', room },
    ];
    a.say({ ...kinds[id % kinds.length], id });
  }
  const answers = () =>
    a.frames.flatMap((frame) => ('to' in frame && frame.type !== 'entries' ? [frame.to] : []));
  await a.until((frame): frame is typeof frame => answers().length >= count || !frame);
  await a.ask('room.list').catch(() => undefined);
  const numbers = Array.from({ length: count }, (_, at) => at + 1);
  expect(
    answers()
      .filter((to) => to !== undefined && to > 1)
      .toSorted((x, y) => Number(x) - Number(y)),
  ).toEqual(numbers.slice(1));
  a.close();
});

test('R19: an origin that is not on the list is refused with 403, over the socket and over REST', async () => {
  const headers = { origin: 'https://evil.example' };
  const wire = await openWire(sup);
  expect(await wire.upgrade({ headers })).toMatch(/^HTTP\/1\.1 403/);
  wire.destroy();
  const rest = await fetch(`${sup.url}/api/v1/auth/jwks`, { headers });
  expect(rest.status).toBe(403);
  const listed = await openWire(sup);
  expect(await listed.upgrade({ headers: { origin: sup.url } })).toMatch(/^HTTP\/1\.1 101/);
  listed.destroy();
});

test('R25: entries of one connection get their seqs in the order of its frames, answers or not', async () => {
  const room = await ann.direct(bob);
  const a = await ann.connect();
  const bodies = Array.from({ length: 50 }, (_, at) => `order ${at}`);
  const sends = bodies.map((body) => a.ask<{ seq: number }>('message.send', message(room, body)));
  const seqs = (await Promise.all(sends)).map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.toSorted((x, y) => x - y));
  a.close();
});
