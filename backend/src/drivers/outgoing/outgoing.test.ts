import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { FakeClock } from '@sup/testkit/fake-clock';
import { afterEach, describe, expect, test } from 'vitest';
import type { Stoppable } from '../../clock.ts';
import { type OutgoingAsk, OutgoingError } from '../../ports/outgoing.ts';
import { createOutgoing, type OutgoingParts } from './outgoing.ts';

/** A clock that tells when somebody has begun to wait: time is moved on only then. */
class WatchedClock extends FakeClock {
  #alarms = 0;
  #watchers: { alarms: number; resolve: () => void }[] = [];

  override after(ms: number, task: () => void): Stoppable {
    const alarm = super.after(ms, task);
    this.#alarms += 1;
    for (const { alarms, resolve } of this.#watchers) if (this.#alarms >= alarms) resolve();
    return alarm;
  }

  get alarms(): number {
    return this.#alarms;
  }

  whenAlarms(alarms: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.#alarms >= alarms) resolve();
      else this.#watchers.push({ alarms, resolve });
    });
  }
}

/** What a server does once it has read the head of a request and as much of its body as came with it. */
type Peer = (socket: Socket, request: string) => void;

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function listen(peer: Peer, tls?: { cert: string; key: string }) {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const accept = (socket: Socket) => {
    sockets.add(socket);
    let text = '';
    socket.on('error', () => socket.destroy());
    socket.on('data', (piece) => {
      text += piece.toString('latin1');
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
      const end = text.indexOf('\r\n\r\n');
      if (end === -1 || text.length < end + 4 + length) return;
      requests.push(text);
      peer(socket, text);
      text = '';
    });
  };
  const server = tls ? createTlsServer(tls, accept) : createServer(accept);
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, requests, url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}` };
}

/** An agent to which 127.0.0.1 stands for the public internet. */
function agent(parts: Partial<OutgoingParts> = {}) {
  const full: string[] = [];
  const telemetry = { queueLimitReached: (queue: string) => void full.push(queue) };
  const outgoing = createOutgoing({ clock: new FakeClock(), telemetry, allow: ['127.0.0.1'], ...parts });
  const send = (url: string, more: Partial<OutgoingAsk> = {}, signal?: AbortSignal) =>
    outgoing.send({ method: 'GET', url, redirectsMax: 3, answerBytesMax: 10_000, ...more }, signal);
  return { ...outgoing, send, full };
}

async function reasonOf(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
  } catch (error) {
    if (error instanceof OutgoingError) return error.reason;
    throw error;
  }
  return 'none';
}

const ok = (body: string | Uint8Array, headers = ''): Uint8Array =>
  Buffer.concat([
    Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n${headers}\r\n`),
    Buffer.from(body),
  ]);
const redirect = (location: string, status = 302) =>
  `HTTP/1.1 ${status} Elsewhere\r\nlocation: ${location}\r\ncontent-length: 0\r\n\r\n`;
const textOf = (body: Uint8Array) => Buffer.from(body).toString();

test('a request arrives as it was made, and the answer as it was given', async () => {
  const peer = await listen((socket) => socket.write(ok('hello', 'X-Kind: test\r\n')));
  const answer = await agent().send(`${peer.url}/a%20b?c=d#e`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Host: 'elsewhere' },
    body: '{"a":"ü"}',
  });
  expect([answer.status, textOf(answer.body), answer.headers.get('x-kind')]).toEqual([200, 'hello', 'test']);
  const [request = ''] = peer.requests;
  expect(request).toMatch(/^POST \/a%20b\?c=d HTTP\/1\.1\r\n/);
  expect(request).toContain('content-type: application/json\r\n');
  expect(request).toContain(`host: 127.0.0.1:${peer.port}\r\n`);
  expect(request).toContain('content-length: 10\r\n');
  expect(request).not.toContain('elsewhere');
});

describe('R110: nothing inside is reached', () => {
  test.each([
    ...['127.0.0.1', '127.1', '127.0.1', '2130706433', '0x7f000001', '0x7f.1', '0177.0.0.1', '017700000001'],
    ...['0x7f.0x0.0x0.0x1', '127.0.0.1.', '１２７.0.0.1', '%31%32%37.0.0.1', '[::1]', '[::]', '0', '0.0.0.0'],
    ...['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '[64:ff9b::127.0.0.1]', '[2002:7f00:1::]'],
    ...['[0:0:0:0:0:ffff:7f00:0001]', '169.254.169.254', '10.1', '192.168.257', '[fe80::1]', '[fc00::1]'],
  ])('by the address http://%s', async (host) => {
    const peer = await listen((socket) => socket.write(ok('inside')));
    const outside = agent({ allow: [] });
    expect(await reasonOf(outside.send(`http://${host}:${peer.port}/`))).toBe('address');
    expect(() => outside.check(`http://${host}/`)).toThrow(OutgoingError);
    expect(peer.requests).toEqual([]);
  });

  test.each([
    ['127.0.0.1'],
    ['::1'],
    ['::ffff:127.0.0.1'],
    ['93.184.216.34', '10.0.0.1'],
    ['2606:4700::1111', 'fd00::1'],
  ])('by a name that stands for %s %s', async (...addresses) => {
    const outside = agent({ allow: [], lookup: async () => addresses });
    expect(await reasonOf(outside.send('http://inside.example.org/'))).toBe('address');
  });

  test('by a name of the hosts file', async () => {
    expect(await reasonOf(agent({ allow: [] }).send('http://localhost/'))).toBe('address');
  });

  test('by a name that stands for another machine as soon as it was checked', async () => {
    const peer = await listen((socket) => socket.write(ok('outside')));
    const answers = [['127.0.0.1'], ['10.0.0.1'], ['169.254.169.254']];
    let asked = 0;
    const lookup = async () => answers[asked++] ?? [];
    const rebinding = agent({ lookup });
    const url = `http://rebinding.example.org:${peer.port}/`;
    expect(textOf((await rebinding.send(url)).body)).toBe('outside');
    expect(asked).toBe(1);
    expect(peer.requests[0]).toContain(`host: rebinding.example.org:${peer.port}\r\n`);
    expect(await reasonOf(rebinding.send(url))).toBe('address');
    expect(await reasonOf(rebinding.send(url))).toBe('address');
    expect(peer.requests).toHaveLength(1);
  });

  test('by a redirect, however many stand before it', async () => {
    const inside = await listen((socket) => socket.write(ok('inside')));
    const places = ['/one', '/two', `http://0x7f.2:${inside.port}/`];
    const peer = await listen((socket, request) => {
      const at = places.indexOf(/^GET (\S+)/.exec(request)?.[1] ?? '');
      socket.write(redirect(places[at + 1] ?? ''));
    });
    expect(await reasonOf(agent().send(`${peer.url}/start`))).toBe('address');
    expect(peer.requests).toHaveLength(3);
    expect(inside.requests).toEqual([]);
  });

  test('by a redirect to a name that leads inside the second time', async () => {
    const peer = await listen((socket) => socket.write(redirect(`http://b.example.org:${peer.port}/`)));
    let asked = 0;
    const lookup = async () => [asked++ === 0 ? '127.0.0.1' : '192.168.0.1'];
    expect(await reasonOf(agent({ lookup }).send(`http://b.example.org:${peer.port}/`))).toBe('address');
    expect(asked).toBe(2);
  });

  test.each([
    ...['ftp://example.org/', 'file:///etc/passwd', 'gopher://example.org/', 'data:text/plain,a', 'nonsense'],
    ...['http://ann:secret@example.org/', 'https://ann@example.org/', 'http://'],
    ...['http://8.8.8.8:22/', 'http://8.8.8.8:5432/', 'https://8.8.8.8:25/'],
  ])('R110: %s is not called', async (url) => {
    const outside = agent({ allow: [], lookup: async () => ['8.8.8.8'] });
    expect(await reasonOf(outside.send(url))).toBe('url');
    expect(() => outside.check(url)).toThrow(OutgoingError);
  });

  test('R110: an address of more than 2,048 characters is not called', () => {
    const url = `http://example.org/${'a'.repeat(2_048)}`;
    expect(() => agent().check(url)).toThrow(OutgoingError);
    expect(() => agent().check(url.slice(0, 2_048))).not.toThrow();
  });

  test('R110: only the hosts that the settings name are an exception, by name, address or network', async () => {
    const peer = await listen((socket) => socket.write(ok('inside')));
    const lookup = async () => ['127.0.0.1'];
    const url = `http://Bots.internal:${peer.port}/`;
    for (const allow of [['bots.INTERNAL'], ['127.0.0.0/8'], ['127.0.0.1']])
      expect((await agent({ allow, lookup }).send(url)).status, String(allow)).toBe(200);
    for (const allow of [['internal'], ['127.0.0.2'], ['10.0.0.0/8']])
      expect(await reasonOf(agent({ allow, lookup }).send(url)), String(allow)).toBe('address');
  });
});

describe('R111: an answer costs no more than was said', () => {
  test.each(['content-length: 999999\r\n', 'transfer-encoding: chunked\r\n', ''])(
    'an endless body with "%s"',
    async (header) => {
      const piece = Buffer.alloc(4_096, 'x');
      const peer = await listen((socket) => {
        const chunk = header.includes('chunked')
          ? Buffer.concat([Buffer.from('1000\r\n'), piece, Buffer.from('\r\n')])
          : piece;
        const more = () => {
          while (!socket.destroyed && socket.write(chunk));
        };
        socket.on('drain', more);
        socket.write(`HTTP/1.1 200 OK\r\n${header}\r\n`);
        more();
      });
      expect(await reasonOf(agent().send(peer.url))).toBe('size');
    },
  );

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('a bomb of %s', async (packing, pack) => {
    let size = 9_000;
    const peer = await listen((socket) =>
      socket.write(ok(pack(Buffer.alloc(size, 'x')), `content-encoding: ${packing}\r\n`)),
    );
    expect((await agent().send(peer.url)).body).toHaveLength(9_000);
    size = 10_000_000;
    expect(await reasonOf(agent().send(peer.url, { answerBytesMax: 100_000 }))).toBe('size');
  });

  test('a packing that is broken, unknown or stacked', async () => {
    for (const [packing, body] of [
      ['gzip', 'not gzip'],
      ['zstd', 'whatever'],
      ['gzip, gzip', gzipSync(gzipSync('a'))],
    ] as const) {
      const peer = await listen((socket) => socket.write(ok(body, `content-encoding: ${packing}\r\n`)));
      expect(await reasonOf(agent().send(peer.url)), packing).toBe('answer');
    }
  });

  test('a silence of five seconds', async () => {
    const clock = new WatchedClock();
    const peer = await listen(() => void clock.advance(5_001));
    expect(await reasonOf(agent({ clock }).send(peer.url))).toBe('time');
  });

  test('a byte now and then, for fifteen seconds', async () => {
    const clock = new WatchedClock();
    let dripped = 0;
    const drip = async (socket: Socket) => {
      for (const byte of 'HTTP/1.1 200 OK') {
        const { alarms } = clock;
        socket.write(byte);
        dripped += 1;
        await clock.whenAlarms(alarms + 1);
        await clock.advance(4_000);
      }
    };
    const peer = await listen((socket) => void drip(socket));
    expect(await reasonOf(agent({ clock }).send(peer.url))).toBe('time');
    expect(dripped).toBe(4);
  });

  test('a name that is never resolved', async () => {
    const clock = new WatchedClock();
    const lookup = () => new Promise<string[]>(() => undefined);
    const failed = reasonOf(agent({ clock, lookup }).send('http://example.org/'));
    await clock.advance(15_001);
    expect(await failed).toBe('time');
  });

  test('redirects beyond those allowed, and those from https to http', async () => {
    const peer = await listen((socket) => socket.write(redirect('/again')));
    expect(await reasonOf(agent().send(peer.url))).toBe('redirects');
    expect(peer.requests).toHaveLength(4);
    const answer = await agent().send(peer.url, { redirectsMax: 0 });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/again']);
  });

  test('more than 64 at once', async () => {
    const stop = new AbortController();
    const sup = agent({ lookup: () => new Promise(() => undefined) });
    const waiting = Array.from({ length: 64 }, () =>
      reasonOf(sup.send('http://example.org/', {}, stop.signal)),
    );
    expect(await reasonOf(sup.send('http://example.org/'))).toBe('busy');
    expect(sup.full).toEqual(['outgoing']);
    stop.abort();
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['stopped']));
  });
});

test('R111: a redirect elsewhere takes no secrets along, and repeats a body only where it should', async () => {
  const there = await listen((socket) => socket.write(ok('there')));
  let status = 307;
  const peer = await listen((socket) => socket.write(redirect(`${there.url}/in`, status)));
  const ask = { method: 'POST', body: 'secret', headers: { authorization: 'Bearer x' } } as const;
  await agent().send(peer.url, ask);
  status = 303;
  await agent().send(peer.url, ask);
  expect(there.requests[0]).toMatch(/^POST \/in [\s\S]*secret$/);
  expect(there.requests[1]).toMatch(/^GET \/in /);
  for (const request of there.requests) expect(request).not.toMatch(/authorization|Bearer/i);
  expect(there.requests[1]).not.toContain('secret');
});

test('a header that would end its line is never sent', async () => {
  const peer = await listen((socket) => socket.write(ok('')));
  await expect(agent().send(peer.url, { headers: { 'x-a': 'b\r\nx-c: d' } })).rejects.toThrow(RangeError);
  expect(peer.requests).toEqual([]);
});

test('R111: proxies that the environment names are not asked', async () => {
  const proxy = await listen((socket) => socket.write(ok('proxy')));
  const names = ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'NODE_USE_ENV_PROXY'];
  const before = names.map((name) => process.env[name]);
  for (const name of names) process.env[name] = name === 'NODE_USE_ENV_PROXY' ? '1' : proxy.url;
  const peer = await listen((socket) => socket.write(ok('direct')));
  const answer = await agent({ lookup: async () => ['127.0.0.1'] }).send(
    `http://bots.example.org:${peer.port}/`,
  );
  names.forEach((name, at) => {
    if (before[at] === undefined) delete process.env[name];
    else process.env[name] = before[at];
  });
  expect(textOf(answer.body)).toBe('direct');
  expect(proxy.requests).toEqual([]);
});

test('a server that cannot be reached, and one that hangs up', async () => {
  const gone = await listen(() => undefined);
  for (const close of closers.splice(0)) close();
  expect(await reasonOf(agent().send(gone.url))).toBe('connect');
  const rude = await listen((socket) => socket.destroy());
  expect(await reasonOf(agent().send(rude.url))).toBe('answer');
});

describe('R111: over TLS', () => {
  function certificate(name: string): { cert: string; key: string } {
    const folder = mkdtempSync(join(tmpdir(), 'sup-outgoing-'));
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    const words = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=${name}`;
    const files = ['-addext', `subjectAltName=${name}`, '-keyout', key, '-out', cert];
    execFileSync(
      'openssl',
      [...words.replace('/CN=DNS:', '/CN=').replace('/CN=IP:', '/CN=').split(' '), ...files],
      { stdio: 'ignore' },
    );
    const pair = { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
    rmSync(folder, { recursive: true });
    return pair;
  }
  const lookup = async () => ['127.0.0.1'];

  test('the certificate must be valid for the name that was asked for', async () => {
    const pair = certificate('DNS:bots.example.org');
    const peer = await listen((socket) => socket.write(ok('safe')), pair);
    const trusting = agent({ lookup, authorities: pair.cert });
    expect(textOf((await trusting.send(`https://bots.example.org:${peer.port}/`)).body)).toBe('safe');
    expect(await reasonOf(trusting.send(`https://other.example.org:${peer.port}/`))).toBe('tls');
    expect(await reasonOf(trusting.send(`https://127.0.0.1:${peer.port}/`))).toBe('tls');
    expect(await reasonOf(agent({ lookup }).send(`https://bots.example.org:${peer.port}/`))).toBe('tls');
    expect(peer.requests).toHaveLength(1);
  });

  test('or for the address, where there is no name', async () => {
    const pair = certificate('IP:127.0.0.1');
    const peer = await listen((socket) => socket.write(ok('safe')), pair);
    const trusting = agent({ lookup, authorities: pair.cert });
    expect(textOf((await trusting.send(`https://127.0.0.1:${peer.port}/`)).body)).toBe('safe');
    expect(await reasonOf(trusting.send(`https://bots.example.org:${peer.port}/`))).toBe('tls');
  });

  test('nobody is sent on without TLS', async () => {
    const pair = certificate('DNS:bots.example.org');
    const plain = await listen((socket) => socket.write(ok('plain')));
    const peer = await listen((socket) => socket.write(redirect(plain.url)), pair);
    const trusting = agent({ lookup, authorities: pair.cert });
    expect(await reasonOf(trusting.send(`https://bots.example.org:${peer.port}/`))).toBe('redirects');
    expect(plain.requests).toEqual([]);
  });
});
