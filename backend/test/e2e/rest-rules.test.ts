// SPEC §6: REST in one form, and what else is served on the port.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Address, addresses, api, errors, limits, type Route } from '@sup/protocol';
import {
  callRoute,
  newId,
  password,
  registerAll,
  type ServerHere,
  startServerHere,
  type TestPerson,
} from '@sup/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const webDir = mkdtempSync(join(tmpdir(), 'sup-web-'));
const script = `console.log(${JSON.stringify('x'.repeat(2_000))});`;
let sup: ServerHere;
let ann: TestPerson;
let bob: TestPerson;

beforeAll(async () => {
  mkdirSync(join(webDir, '_expo'));
  writeFileSync(join(webDir, 'index.html'), '<!doctype html><style>a{}</style><div id="root"></div>');
  writeFileSync(join(webDir, '_expo', 'entry-0123456789abcdef.js'), script);
  writeFileSync(join(webDir, '_expo', 'entry-0123456789abcdef.js.gz'), gzipSync(script));
  writeFileSync(join(webDir, 'robots.txt'), 'User-agent: *');
  sup = await startServerHere({
    settings: { SUP_WEB_DIR: webDir, SUP_METRICS_TOKEN: 'a secret of some length' },
  });
  [ann, bob] = await registerAll(sup, ['ann', 'bob']);
});
afterAll(async () => {
  await sup.stop();
  rmSync(webDir, { recursive: true });
});

/** An answer below `fetch`, which would mend paths and unpack bodies. */
function raw(path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>(
    (resolve, reject) => {
      const asked = request(`${sup.url}`, { path, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
        );
      });
      asked.on('error', reject).end();
    },
  );
}

const flat = Object.entries(api).flatMap(([service, routes]) =>
  Object.entries<Route>(routes).map(([name, route]) => ({ name: `${service}.${name}`, route })),
);

describe('R50: routes and their failures', () => {
  test.each(flat.filter(({ route }) => route.policy !== 'anyone'))(
    'R50: $name refuses whoever is not signed in',
    async ({ route }) => {
      const ids = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => [name, newId()]);
      const ask = { params: Object.fromEntries(ids) };
      expect(await callRoute(sup, route as Address, ask)).toMatchObject({
        status: 401,
        body: { code: 'not-signed-in', text: errors['not-signed-in'].text },
      });
    },
  );

  test('R50: wrong input names its fields in sentences', async () => {
    const { status, body } = await ann.call<{ code: string; fields: Record<string, string> }>(
      addresses.rooms.create,
      {
        body: { cmid: 'x', kind: 'club', name: '', extra: 1 },
      },
    );
    expect(status).toBe(400);
    expect(body.code).toBe('invalid-input');
    expect(Object.keys(body.fields)).toEqual(expect.arrayContaining(['cmid', 'kind', 'name']));
    for (const sentence of Object.values(body.fields)) expect(sentence.length).toBeGreaterThan(10);
  });

  test('R50: an expired or forged token is refused, an administrator’s route also to people who are none', async () => {
    const headers = { authorization: 'Bearer nonsense' };
    expect(await callRoute(sup, addresses.users.me, { headers })).toMatchObject({
      status: 401,
      body: { code: 'token-invalid' },
    });
    expect(await ann.call(addresses.users.audit)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  test('R50: pages of messages are refused above 100', async () => {
    const room = await ann.direct(bob);
    const ask = (limit: string) => ann.call(addresses.messages.page, { params: { room }, query: { limit } });
    expect(await ask('101')).toMatchObject({ status: 400, body: { fields: { limit: expect.any(String) } } });
    expect(await ask('100')).toMatchObject({ status: 200 });
  });
});

describe('R51: bodies, routes and methods', () => {
  const post = async (body: string | undefined, headers: Record<string, string>) => {
    const response = await fetch(`${sup.url}/api/v1/auth/login`, {
      method: 'POST',
      headers,
      ...(body !== undefined && { body }),
    });
    return { status: response.status, body: (await response.json()) as { code: string } };
  };
  const json = { 'content-type': 'application/json' };

  test('R51: a body that is not JSON is 400, one of another type 415, too large a one 413', async () => {
    expect(await post('{', json)).toMatchObject({ status: 400, body: { code: 'frame-not-json' } });
    expect(await post('a=b', { 'content-type': 'text/plain' })).toMatchObject({
      status: 415,
      body: { code: 'unsupported-media-type' },
    });
    const large = JSON.stringify({ handle: 'x'.repeat(limits.requestBytesMax) });
    expect(await post(large, json)).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
  });

  test('R51: too large a body in pieces is 413 as well', async () => {
    const chunk = new Uint8Array(65_536).fill(32);
    let left = 8;
    const body = new ReadableStream({
      pull(controller) {
        left -= 1;
        if (left >= 0) controller.enqueue(chunk);
        else controller.close();
      },
    });
    const init = { method: 'POST', headers: json, body, duplex: 'half' } as RequestInit;
    const response = await fetch(`${sup.url}/api/v1/auth/login`, init);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'body-too-large' });
  });

  test('R51: unknown routes are 404 and known ones with another method 405, in the one form', async () => {
    for (const [path, method, status] of [
      ['/api/v1/nothing', 'GET', 404],
      ['/api/v1/rooms/x/y/z', 'GET', 404],
      ['/api/v1', 'POST', 404],
      ['/api/v1/me', 'PUT', 405],
      ['/api/v1/rooms/x', 'PUT', 405],
    ] as const) {
      const response = await fetch(`${sup.url}${path}`, { method });
      expect(response.status, `${method} ${path}`).toBe(status);
      expect(await response.json()).toHaveProperty('code');
    }
  });
});

test('R52: the OpenAPI document has every route with its input, answer and errors, and only what it defines', async () => {
  const response = await fetch(`${sup.url}/api/v1/openapi.json`);
  const document = (await response.json()) as OpenApi;
  expect(document.openapi).toMatch(/^3\.1\./);
  for (const { name, route } of flat) {
    const path = `/api/v1${route.path.replaceAll(/:(\w+)/g, '{$1}')}`;
    const operation = document.paths[path]?.[route.method.toLowerCase()];
    expect(operation?.operationId, name).toBe(name);
    expect(operation?.responses['200']?.content['application/json'].schema, name).toBeTypeOf('object');
    const named = operation?.parameters.filter((one) => one.in === 'path').map((one) => one.name);
    expect(named, name).toEqual([...route.path.matchAll(/:(\w+)/g)].map(([, word]) => word));
    expect('requestBody' in (operation ?? {}), name).toBe(route.body !== undefined);
    for (const code of route.errors ?? [])
      expect(operation?.responses[String(errors[code].http)]?.description, `${name} ${code}`).toContain(
        `\`${code}\``,
      );
  }
  const ids = Object.values(document.paths).flatMap((one) =>
    Object.values(one).map((each) => each.operationId),
  );
  expect(new Set(ids).size).toBe(flat.length);
  for (const [, ref = ''] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const target = ref
      .split('/')
      .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], document);
    expect(target, ref).toBeDefined();
  }
});

interface OpenApi {
  openapi: string;
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        parameters: { name: string; in: string }[];
        responses: Record<
          string,
          { description: string; content: { 'application/json': { schema: object } } }
        >;
      }
    >
  >;
}

test('R52: the pages at /docs come with their script from this server alone', async () => {
  const page = await fetch(`${sup.url}/docs`);
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
  const sources = [...(await page.text()).matchAll(/src="([^"]+)"/g)].map(([, source]) => source);
  expect(sources).toEqual(['/docs/scalar.js', '/docs/start.js']);
  for (const source of sources) {
    const answer = await fetch(`${sup.url}${source}`);
    expect(answer.headers.get('content-type')).toContain('javascript');
    expect((await answer.text()).length).toBeGreaterThan(100);
  }
});

describe('R65: the cookie of the web client', () => {
  const device = () => newId<'DeviceId'>();
  const login = (more: object = {}) =>
    callRoute(sup, addresses.auth.login, {
      body: { handle: 'ann', password, device: device(), client: 'web', ...more },
    });

  test('R65: holds the refresh token, which is then not in the answer; refreshing needs X-Sup', async () => {
    const { body, headers } = await login({ cookie: true });
    const [cookie = '', sign] = headers.getSetCookie();
    expect(cookie).toMatch(/^sup=[^;]+; .*HttpOnly/);
    expect(cookie).toContain('SameSite=Strict');
    expect(cookie).toContain('Path=/');
    expect(sign).toMatch(/^sup-signed-in=1; (?!.*HttpOnly).*SameSite=Strict/);
    expect(body).not.toHaveProperty('refreshToken');
    const sent = { cookie: cookie.split(';')[0] ?? '' };
    expect(await callRoute(sup, addresses.auth.refresh, { body: {}, headers: sent })).toMatchObject({
      status: 403,
      body: { code: 'origin-header-missing' },
    });
    const headersWith = { ...sent, 'x-sup': '1' };
    const fresh = await callRoute(sup, addresses.auth.refresh, { body: {}, headers: headersWith });
    expect(fresh).toMatchObject({ status: 200, body: { accessToken: expect.any(String) } });
    expect(fresh.body).not.toHaveProperty('refreshToken');
    expect(fresh.headers.getSetCookie()[0]).not.toBe(cookie);
    const out = { authorization: `Bearer ${fresh.body.accessToken}` };
    const gone = await callRoute(sup, addresses.auth.logout, { headers: out });
    expect(gone.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^sup=;.*Max-Age=0/),
      expect.stringMatching(/^sup-signed-in=;.*Max-Age=0/),
    ]);
  });

  test('R65: without asking for it there is none, and no token means not-signed-in', async () => {
    const { body, headers } = await login();
    expect(headers.get('set-cookie')).toBeNull();
    expect(body).toHaveProperty('refreshToken');
    expect(
      await callRoute(sup, addresses.auth.refresh, { body: {}, headers: { 'x-sup': '1' } }),
    ).toMatchObject({
      status: 401,
      body: { code: 'not-signed-in' },
    });
  });

  test('R65: behind an https address its name begins with __Host- and it is Secure', async () => {
    await using secure = await startServerHere({ settings: { SUP_PUBLIC_URL: 'https://chat.example.org' } });
    const { headers } = await callRoute(secure, addresses.auth.register, {
      body: { handle: 'ann', name: 'Ann', password, device: device(), cookie: true },
    });
    const [cookie, sign] = headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-sup=[^;]+;.*Secure/);
    expect(sign).toMatch(/^__Host-sup-signed-in=1;.*Secure/);
    expect(headers.get('set-cookie')).not.toContain('Domain');
    expect(headers.get('strict-transport-security')).toContain('max-age');
  });
});

describe('who may ask from where', () => {
  test('R19: listed origins may read answers, with their preflight; others get no header and no effect', async () => {
    const origin = 'http://localhost:19006';
    const preflight = await fetch(`${sup.url}/api/v1/me`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'PATCH' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
    expect(preflight.headers.get('access-control-allow-credentials')).toBe('true');
    const read = await fetch(`${sup.url}/api/v1/auth/jwks`, { headers: { origin } });
    expect(read.headers.get('access-control-allow-origin')).toBe(origin);
    const evil = await fetch(`${sup.url}/api/v1/auth/jwks`, {
      headers: { origin: 'http://localhost:19006.evil' },
    });
    expect(evil.status).toBe(403);
    expect(evil.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('answers of the API may not be framed, sniffed, stored or made into pages', async () => {
    const { headers } = await ann.call(addresses.users.me);
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

describe('the web client', () => {
  test('the page has a strict policy with the hashes of its own inline parts, and is asked for anew', async () => {
    for (const path of ['/', '/r/01abc/12', '/settings']) {
      const { status, headers } = await raw(path);
      expect(status, path).toBe(200);
      expect(headers['cache-control']).toBe('no-cache');
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toMatch(/script-src 'self'(;|$)/);
      expect(policy.match(/'sha256-/g)).toHaveLength(2);
      expect(policy).not.toContain('unsafe');
    }
  });

  test('hashed files are immutable and come compressed to who takes that', async () => {
    const path = '/_expo/entry-0123456789abcdef.js';
    const packed = await raw(path, { 'accept-encoding': 'gzip, deflate' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.body).toEqual(gzipSync(script));
    expect(packed.headers['cache-control']).toContain('immutable');
    const plain = await raw(path);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.body.toString()).toBe(script);
    expect((await raw('/robots.txt')).headers['cache-control']).toBe('no-cache');
  });

  test('no path leads out of the folder, and what is not there is 404', async () => {
    for (const path of [
      '/../../etc/passwd',
      '/..%2f..%2f..%2fetc%2fpasswd',
      '/%2e%2e/%2e%2e/package.json',
      '/_expo/..%5c..%5cpackage.json',
      '/missing.js',
      '/_expo/entry-0123456789abcdef.js.gz',
      '/%00.html',
      '/%zz.js',
    ]) {
      const { status, body } = await raw(path);
      // What looks like a place inside the client gets its page, as any such place does; a file gets nothing.
      if (status === 200) expect(body.toString(), path).toContain('<div id="root">');
      else expect(status, path).toBeGreaterThanOrEqual(400);
      if (/\.(js|gz|json|html)$/.test(path)) expect(status, path).not.toBe(200);
    }
  });
});

test('/healthz, /readyz and /metrics answer whoever runs the server', async () => {
  for (const path of ['/healthz', '/readyz']) expect((await fetch(`${sup.url}${path}`)).status).toBe(200);
  const page = await (await fetch(`${sup.url}/metrics`)).text();
  expect(page).toContain('sup_connections 0');
  expect(page).toContain('sup_http_request_seconds_count');
  expect(page).not.toContain(ann.id);
});
