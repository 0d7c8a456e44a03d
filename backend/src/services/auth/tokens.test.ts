import { generateKeyPair, importJWK, jwtVerify, SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AuthWorld, codeOf, openAuthWorld } from '../../../test/auth-world.ts';

let world: AuthWorld;
beforeEach(async () => {
  world = await openAuthWorld();
});
afterEach(() => world.close());

const minuteMs = 60_000;
const dayMs = 86_400_000;

test('R63: an access token is an EdDSA JWT of 15 minutes that the published keys verify', async () => {
  const { accessToken, accessTokenSeconds, self } = await world.register('ann');
  expect(accessTokenSeconds).toBe(900);
  const { keys } = await world.auth.jwks();
  expect(keys).toHaveLength(1);
  expect(keys[0]).toMatchObject({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' });
  expect(keys[0]).not.toHaveProperty('d');
  const { payload, protectedHeader } = await jwtVerify(accessToken, await importJWK(keys[0]!, 'EdDSA'), {
    audience: 'sup',
    issuer: 'sup',
    typ: 'at+jwt',
    currentDate: new Date(world.clock.now()),
  });
  expect(protectedHeader.alg).toBe('EdDSA');
  expect(payload.sub).toBe(self.id);
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(900);
  expect(JSON.stringify(payload)).not.toMatch(/admin|role|scope/);
});

test('R13: an expired token is refused as expired, to the second', async () => {
  const ann = await world.register('ann');
  await world.clock.advance(15 * minuteMs - 1);
  expect(await codeOf(world.auth.greet(ann.accessToken))).toBe('fine');
  await world.clock.advance(1);
  expect(await codeOf(world.auth.greet(ann.accessToken))).toBe('token-expired');
});

test('R13: forged tokens, of no algorithm, another key, audience, issuer or kind, are refused', async () => {
  const ann = await world.register('ann');
  const [header = '', payload = '', signature = ''] = ann.accessToken.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const kid = JSON.parse(Buffer.from(header, 'base64url').toString()).kid as string;
  const { keys } = await world.auth.jwks();
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const sign = (head: object, body: object) =>
    new SignJWT({ ...body }).setProtectedHeader({ alg: 'EdDSA', ...head }).sign(privateKey);
  const hmac = new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid })
    .sign(new TextEncoder().encode(JSON.stringify(keys[0])));
  const b64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const forged = [
    new UnsecuredJWT(claims).encode(),
    `${b64({ alg: 'none', typ: 'at+jwt', kid })}.${payload}.`,
    `${b64({ alg: 'none', typ: 'at+jwt', kid })}.${payload}.${signature}`,
    await sign({ typ: 'at+jwt', kid }, claims),
    await sign({ typ: 'at+jwt', kid: 'another' }, claims),
    await sign({ typ: 'at+jwt' }, claims),
    await hmac,
    `${header}.${b64({ ...claims, sub: world.newId() })}.${signature}`,
    `${ann.accessToken}x`,
    `${header}.${payload}`,
    ann.refreshToken,
    'resume.a.b.c.zzzzzzzz.AAAA',
    'x',
    '',
    '..',
    '\u0000',
  ];
  for (const token of forged) expect(await codeOf(world.auth.greet(token)), token).toBe('token-invalid');
});

test('R13: a token that we signed, but for another use, is refused', async () => {
  const ann = await world.register('ann');
  const claims = JSON.parse(Buffer.from(ann.accessToken.split('.')[1] ?? '', 'base64url').toString());
  const row = await world.sql.read.selectFrom('signing_keys').selectAll().executeTakeFirstOrThrow();
  const key = await importJWK(JSON.parse(row.private_jwk ?? ''), 'EdDSA');
  const sign = (typ: string, body: object) =>
    new SignJWT({ ...body }).setProtectedHeader({ alg: 'EdDSA', typ, kid: row.kid }).sign(key);
  expect(await codeOf(world.auth.authenticate(await sign('at+jwt', claims)))).toBe('fine');
  for (const token of [
    await sign('jwt', claims),
    await sign('at+jwt', { ...claims, aud: 'another' }),
    await sign('at+jwt', { ...claims, iss: 'another' }),
    await sign('at+jwt', { ...claims, exp: undefined }),
    await sign('at+jwt', { ...claims, sid: undefined }),
    await sign('at+jwt', { ...claims, sub: 7 }),
  ]) {
    expect(await codeOf(world.auth.authenticate(token))).toBe('token-invalid');
  }
});

test('R13: R18: a token of a session that ended is refused, also after a restart', async () => {
  const ann = await world.register('ann');
  const other = await world.login('ann');
  const heard = world.hear(ann.self.id);
  await world.auth.endSession(await world.callerOf(ann), other.session);
  expect(heard).toEqual([{ type: 'sessions-ended', user: ann.self.id, sessions: [other.session] }]);
  expect(await codeOf(world.auth.greet(other.accessToken))).toBe('session-ended');
  await world.stop();
  world = await openAuthWorld({ directory: world.directory, clock: world.clock });
  expect(await codeOf(world.auth.greet(other.accessToken))).toBe('session-ended');
  expect(await codeOf(world.auth.greet(ann.accessToken))).toBe('fine');
});

test('a revocation outlives the longest token that was given out, whatever the setting says now', async () => {
  await world.stop();
  const { directory, clock } = world;
  world = await openAuthWorld({ directory, clock, accessTokenSeconds: 86_400 });
  const ann = await world.register('ann');
  await world.stop();
  world = await openAuthWorld({ directory, clock, accessTokenSeconds: 60 });
  const again = await world.refresh(ann.refreshToken);
  await world.auth.logout(await world.callerOf(again));
  await clock.advance(23 * 60 * minuteMs);
  expect(await codeOf(world.auth.greet(ann.accessToken))).toBe('session-ended');
  await world.stop();
  world = await openAuthWorld({ directory, clock });
  expect(await codeOf(world.auth.greet(ann.accessToken))).toBe('session-ended');
});

test('R14: a resume token is accepted for two minutes instead of an access token, also after a restart', async () => {
  const ann = await world.register('ann');
  const by = await world.callerOf(ann);
  const token = world.auth.resumeToken(by);
  await world.stop();
  world = await openAuthWorld({ directory: world.directory, clock: world.clock });
  await world.clock.advance(2 * minuteMs - 1);
  expect(await world.auth.greet(token)).toEqual(by);
  expect(await codeOf(world.auth.authenticate(token))).toBe('token-invalid');
  await world.clock.advance(1);
  expect(await codeOf(world.auth.greet(token))).toBe('token-expired');
});

test('R14: a resume token carries no rights and cannot be changed', async () => {
  const code = (await world.auth.adminCode())!;
  const ann = await world.register('ann');
  const by = await world.callerOf(ann);
  const token = world.auth.resumeToken({ ...by, admin: true });
  expect((await world.auth.greet(token)).admin).toBe(false);
  await world.auth.claimAdmin(by, code);
  expect((await world.auth.greet(token)).admin).toBe(true);
  const fields = token.split('.');
  for (const at of fields.keys()) {
    const changed = fields.with(at, `${fields[at]?.slice(0, -1)}${fields[at]?.endsWith('a') ? 'b' : 'a'}`);
    // The last letter of the seal has bits to spare.
    if (at === fields.length - 1) changed[at] = `A${fields[at]?.slice(1)}`.replace(fields[at] ?? '', 'B');
    expect(await codeOf(world.auth.greet(changed.join('.'))), String(at)).toBe('token-invalid');
  }
});

test('R14: a resume token of a session that ended meanwhile is refused', async () => {
  const ann = await world.register('ann');
  const by = await world.callerOf(ann);
  // The access token is long gone: the socket has been open since.
  world.clock.jump(dayMs);
  const token = world.auth.resumeToken(by);
  await world.auth.logout(by);
  await world.clock.advance(minuteMs);
  expect(await codeOf(world.auth.greet(token))).toBe('session-ended');
  await world.stop();
  world = await openAuthWorld({ directory: world.directory, clock: world.clock });
  expect(await codeOf(world.auth.greet(token))).toBe('session-ended');
});

test('R63: keys rotate; tokens of the former key stay good, and its private half is gone', async () => {
  world.clock.jump(30 * dayMs - 5 * minuteMs);
  const ann = await world.register('ann');
  const [before] = (await world.auth.jwks()).keys;
  const rotated = rotation(world);
  // Housekeeping comes once an hour.
  await world.clock.advance(60 * minuteMs);
  await rotated;
  const { keys } = await world.auth.jwks();
  expect(keys).toHaveLength(2);
  expect(keys[1]).toEqual(before);
  const rows = await world.sql.read.selectFrom('signing_keys').selectAll().orderBy('created_at').execute();
  expect(rows.map((row) => row.private_jwk === null)).toEqual([true, false]);
  const later = await world.refresh(ann.refreshToken);
  expect(JSON.parse(Buffer.from(later.accessToken.split('.')[0] ?? '', 'base64url').toString()).kid).toBe(
    keys[0]?.kid,
  );
  expect(await codeOf(world.auth.authenticate(later.accessToken))).toBe('fine');
  await world.stop();
  world = await openAuthWorld({ directory: world.directory, clock: world.clock });
  expect(await codeOf(world.auth.authenticate(later.accessToken))).toBe('fine');
  expect((await world.auth.jwks()).keys).toEqual(keys);
});

test('R63: a token signed just before the rotation is good after it', async () => {
  world.clock.jump(30 * dayMs - minuteMs);
  const ann = await world.register('ann');
  await world.stop();
  await world.clock.advance(2 * minuteMs);
  world = await openAuthWorld({ directory: world.directory, clock: world.clock });
  expect((await world.auth.jwks()).keys).toHaveLength(2);
  expect(await codeOf(world.auth.authenticate(ann.accessToken))).toBe('fine');
  await world.stop();
  world.clock.jump(62 * dayMs);
  world = await openAuthWorld({ directory: world.directory, clock: world.clock });
  expect((await world.auth.jwks()).keys).toHaveLength(1);
});

/** Resolves once another key has been published; housekeeping writes in the background. */
async function rotation({ auth }: AuthWorld): Promise<void> {
  const before = (await auth.jwks()).keys.length;
  while ((await auth.jwks()).keys.length === before) await new Promise((resolve) => setImmediate(resolve));
}
