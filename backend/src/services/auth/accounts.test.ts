import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AuthWorld, codeOf, openAuthWorld, password } from '../../../test/auth-world.ts';
import type { Caller } from '../caller.ts';

let world: AuthWorld;
beforeEach(async () => {
  world = await openAuthWorld();
});
afterEach(() => world.close());

const from = { address: '192.0.2.1' };

test('whoever registers is signed in, and signs in again with the password', async () => {
  const ann = await world.register('Ann');
  expect(ann.self).toMatchObject({ handle: 'ann', name: 'Ann', admin: false, recoveryCodesLeft: 10 });
  expect(await world.callerOf(ann)).toMatchObject({ user: ann.self.id, session: ann.session, admin: false });
  const again = await world.login('@ANN');
  expect(again.self).toEqual(ann.self);
  expect(again.session).not.toBe(ann.session);
  expect(again.recoveryCodes).toBeUndefined();
  const { sessions } = await world.auth.sessions(await world.callerOf(again));
  expect(sessions.map(({ id, current }) => [id, current])).toEqual([
    [again.session, true],
    [ann.session, false],
  ]);
  const [item] = (await world.ownStream.sync(await world.callerOf(ann), 0)).items;
  expect(item).toMatchObject({ key: 'profile', value: ann.self });
});

test('R60: handles that fold to the same one, or look the same, are refused', async () => {
  await world.register('annalena');
  for (const same of ['AnnaLena', ' annalena', '@annalena', 'ａｎｎａｌｅｎａ']) {
    expect(await codeOf(world.register(same)), same).toBe('handle-taken');
  }
  for (const alike of ['аnnalena', 'anna1ena', 'annaǀena']) {
    expect(await codeOf(world.register(alike)), alike).toBe('handle-confusable');
  }
  expect(await codeOf(world.register('annalena2'))).toBe('fine');
});

test('R60: two who take one handle at the same moment do not both get it', async () => {
  const codes = await Promise.all(['bob', 'BOB', 'bоb'].map((handle) => codeOf(world.register(handle))));
  expect(codes.filter((code) => code === 'fine')).toHaveLength(1);
});

test('R61: an unknown handle and a wrong password get the same answer in the same time', async () => {
  await world.register('ann');
  await world.login('ann');
  const times = { ann: [] as number[], nobody: [] as number[] };
  for (let round = 0; round < 7; round += 1) {
    for (const handle of ['ann', 'nobody'] as const) {
      const start = performance.now();
      expect(await codeOf(world.login(handle, 'not the password'))).toBe('credentials-wrong');
      times[handle].push(performance.now() - start);
    }
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[3] ?? 0;
  const ratio = median(times.nobody) / median(times.ann);
  // Without the second hash it would be 0.05.
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});

test('R61: a handle that could not even exist is refused like a wrong password', async () => {
  expect(await codeOf(world.login('no such handle!'))).toBe('credentials-wrong');
  expect(await codeOf(world.recover('no such handle!', 'abcd'))).toBe('credentials-wrong');
});

test('R62: short and common passwords are refused wherever one is set', async () => {
  const ann = await world.register('ann');
  const by = await world.callerOf(ann);
  for (const [bad, code] of [
    ['nine char', 'password-short'],
    ['1234567890', 'password-common'],
    ['QWERTYUIOP', 'password-common'],
  ] as const) {
    expect(await codeOf(world.register('bob', { password: bad }))).toBe(code);
    const change = world.auth.changePassword(by, { current: password, next: bad }, from);
    expect(await codeOf(change)).toBe(code);
    expect(await codeOf(world.recover('ann', ann.recoveryCodes![0]!, bad))).toBe(code);
  }
  expect(ann.self.recoveryCodesLeft).toBe(10);
});

test('R66: R18: changing the password ends all other sessions and cuts their sockets', async () => {
  const ann = await world.register('ann');
  const phone = await world.login('ann');
  const heard = world.hear(ann.self.id);
  const by = await world.callerOf(ann);
  const next = 'a much better one';
  expect(await codeOf(world.auth.changePassword(by, { current: 'wrong one!', next }, from))).toBe(
    'credentials-wrong',
  );
  expect(heard).toEqual([]);
  await world.auth.changePassword(by, { current: password, next }, from);
  expect(heard).toEqual([{ type: 'sessions-ended', user: ann.self.id, sessions: [phone.session] }]);
  expect(await codeOf(world.callerOf(phone))).toBe('session-ended');
  expect(await codeOf(world.refresh(phone.refreshToken))).toBe('token-invalid');
  expect(await codeOf(world.callerOf(ann))).toBe('fine');
  expect(await codeOf(world.login('ann'))).toBe('credentials-wrong');
  expect(await codeOf(world.login('ann', next))).toBe('fine');
});

test('R66: R67: a recovery code sets a password once, ends all sessions and signs in', async () => {
  const ann = await world.register('ann');
  const [code = '', second = ''] = ann.recoveryCodes ?? [];
  expect(ann.recoveryCodes).toHaveLength(10);
  expect(await codeOf(world.recover('ann', '0000-0000-0000-0000'))).toBe('credentials-wrong');
  const back = await world.recover('ANN', code.toUpperCase().replaceAll('-', ' '));
  expect(back.self.recoveryCodesLeft).toBe(9);
  expect(await codeOf(world.callerOf(ann))).toBe('session-ended');
  expect(await codeOf(world.callerOf(back))).toBe('fine');
  expect(await codeOf(world.recover('ann', code))).toBe('credentials-wrong');
  const both = await Promise.all([1, 2].map(() => codeOf(world.recover('ann', second))));
  expect(both.sort()).toEqual(['credentials-wrong', 'fine']);
});

test('R67: new recovery codes end the old ones, and need the password', async () => {
  const ann = await world.register('ann');
  const by = await world.callerOf(ann);
  expect(await codeOf(world.auth.recoveryCodes(by, { password: 'wrong one!' }))).toBe('credentials-wrong');
  const { recoveryCodes } = await world.auth.recoveryCodes(by, { password });
  expect(new Set([...recoveryCodes, ...(ann.recoveryCodes ?? [])]).size).toBe(20);
  expect(await codeOf(world.recover('ann', ann.recoveryCodes![0]!))).toBe('credentials-wrong');
  expect(await codeOf(world.recover('ann', recoveryCodes[0]!))).toBe('fine');
});

test('R67: codes, tokens and passwords are nowhere in the database as they are', async () => {
  const ann = await world.register('ann');
  const { rows } = await world.sql.read
    .selectFrom('sqlite_master' as never)
    .select(['name' as never])
    .where('type' as never, '=', 'table' as never)
    .execute()
    .then((tables) => ({ rows: tables as { name: string }[] }));
  let everything = '';
  for (const { name } of rows) {
    everything += JSON.stringify(
      await world.sql.read
        .selectFrom(name as never)
        .selectAll()
        .execute(),
    );
  }
  expect(everything).toContain(ann.self.id);
  for (const secret of [password, ann.refreshToken, ann.accessToken, ...(ann.recoveryCodes ?? [])]) {
    expect(everything).not.toContain(secret);
  }
});

test('a reset link is for administrators to make, works once and for a day', async () => {
  const code = (await world.auth.adminCode())!;
  const admin = await world.callerOf(await world.register('root1', { invite: code }));
  const ann = await world.register('ann');
  const by = await world.callerOf(ann);
  expect(await codeOf(world.auth.resetLink(by, admin.user))).toBe('forbidden');
  expect(await codeOf(world.auth.resetLink(admin, world.newId()))).toBe('user-not-found');
  const codeIn = (link: string) => new URLSearchParams(new URL(link).hash.slice(1)).get('code')!;
  const first = await world.auth.resetLink(admin, ann.self.id);
  const link = await world.auth.resetLink(admin, ann.self.id);
  expect(Object.keys(link)).toEqual(['link', 'expiresAt']);
  expect(link.link).toMatch(/^https:\/\/chat\.example\.org\/recover#handle=ann&code=/);
  expect(await codeOf(world.recover('ann', codeIn(first.link)))).toBe('credentials-wrong');
  expect(await codeOf(world.recover('root1', codeIn(link.link)))).toBe('credentials-wrong');
  expect((await world.recover('ann', codeIn(link.link))).self.recoveryCodesLeft).toBe(10);
  expect(await codeOf(world.recover('ann', codeIn(link.link)))).toBe('credentials-wrong');
  const late = await world.auth.resetLink(admin, ann.self.id);
  await world.clock.advance(late.expiresAt - world.clock.now());
  expect(await codeOf(world.recover('ann', codeIn(late.link)))).toBe('credentials-wrong');
});

test('R68: a deleted account cannot sign in, is a placeholder, and keeps its handle', async () => {
  const ann = await world.register('ann');
  const bob = await world.register('bob');
  const by = await world.callerOf(ann);
  const room = await world.group(await world.callerOf(bob), ann.self.id);
  await world.ownStream.put(ann.self.id, `draft:${room}`, { text: 'unsent' });
  expect((await world.users.get(ann.self.id)).name).toBe('ann');
  const heard = world.hear(ann.self.id);
  expect(await codeOf(world.auth.deleteAccount(by, 'wrong one!'))).toBe('credentials-wrong');
  await world.auth.deleteAccount(by, password);
  const view = { id: ann.self.id, handle: 'deleted', name: 'Deleted account', deleted: true };
  expect(heard).toContainEqual({ type: 'sessions-ended', user: ann.self.id, sessions: [ann.session] });
  expect(heard).toContainEqual({ type: 'profile', user: ann.self.id, view });
  expect(await world.users.get(ann.self.id)).toEqual(view);
  expect(await codeOf(world.callerOf(ann))).toBe('session-ended');
  expect(await codeOf(world.refresh(ann.refreshToken))).toBe('token-invalid');
  expect(await codeOf(world.login('ann'))).toBe('credentials-wrong');
  expect(await codeOf(world.recover('ann', ann.recoveryCodes![0]!))).toBe('credentials-wrong');
  expect(await codeOf(world.register('ann'))).toBe('handle-taken');
  expect(await world.users.search(by, 'ann')).toEqual([]);
  expect(await world.users.exists([ann.self.id])).toBe(false);
  expect((await world.ownStream.sync(by, 0)).items).toEqual([]);
  const members = await world.rooms.members(await world.callerOf(bob), room, undefined);
  expect(members.members.map(({ user }) => user.id)).toEqual([bob.self.id]);
});

test('R68: a deleted account leaves neither cursors nor markers nor when it was here, also of what waited to be written', async () => {
  const ann = await world.register('ann');
  const bob = await world.register('bob');
  const by = await world.callerOf(ann);
  const room = await world.group(await world.callerOf(bob), ann.self.id);
  const noteAt = async (seq: number) => {
    const people = [ann.self.id, bob.self.id];
    const reached = { delivered: seq, read: seq };
    const at = world.clock.now();
    await world.sql.write(
      'last-seen.save',
      people.map((user) => ({ user, at })),
    );
    return world.sql.write('cursors.save', {
      receipts: people.map((user) => ({ room, user, ...reached, told: reached, isDated: true })),
      markers: people.map((user) => ({ room, user, seq, move: 'exactly' as const })),
      at,
    });
  };
  const tables = ['cursors', 'delivery_receipts', 'last_seen', 'user_state'] as const;
  const rowsOf = async (user: string) => {
    const counts = tables.map(async (table) => {
      const rows = await world.sql.read.selectFrom(table).selectAll().where('user', '=', user).execute();
      return rows.length;
    });
    return Promise.all(counts);
  };
  await noteAt(1);
  for (const { self } of [ann, bob]) expect(await rowsOf(self.id)).not.toContain(0);
  await world.auth.deleteAccount(by, password);
  expect(await rowsOf(ann.self.id)).toEqual([0, 0, 0, 0]);
  const moved = await noteAt(2);
  expect(moved.map(({ user }) => user)).toEqual([bob.self.id]);
  expect(await rowsOf(ann.self.id)).toEqual([0, 0, 0, 0]);
  expect(await rowsOf(bob.self.id)).not.toContain(0);
});

test('R68: who alone owns a room with others in it hands it over before deleting the account', async () => {
  const ann = await world.register('ann');
  const bob = await world.register('bob');
  const by = await world.callerOf(ann);
  await world.group(by);
  const shared = await world.group(by, bob.self.id);
  expect(await codeOf(world.auth.deleteAccount(by, password))).toBe('last-owner');
  expect(await codeOf(world.rooms.reader(shared, ann.self.id))).toBe('fine');
  await world.rooms.addMember(by, shared, { user: bob.self.id, role: 'owner' });
  expect(await codeOf(world.auth.deleteAccount(by, password))).toBe('fine');
});

test('each sign-in and administrative act leaves its trace', async () => {
  const code = (await world.auth.adminCode())!;
  const ann = await world.register('ann');
  const by: Caller = await world.callerOf(ann);
  await world.login('ann');
  await codeOf(world.login('ann', 'wrong one!'));
  await world.auth.claimAdmin(by, code);
  await world.auth.resetLink({ ...by, admin: true }, ann.self.id);
  await world.auth.recoveryCodes(by, { password });
  await world.auth.changePassword(by, { current: password, next: 'another tangerine' }, from);
  await world.auth.logout(by);
  expect((await world.trace()).reverse()).toEqual([
    'account.created',
    'sign-in.succeeded',
    'sign-in.refused',
    'admin.claimed',
    'reset-link.made',
    'recovery-codes.made',
    'password.changed',
    'session.ended',
  ]);
  const { events, next } = await world.users.audit(undefined, 3);
  expect(events[0]).toEqual({
    at: world.clock.now(),
    what: 'session.ended',
    who: ann.self.id,
    target: ann.session,
  });
  const older = await world.users.audit(next, 200);
  expect(older.events).toHaveLength(5);
  expect(older.events.at(-1)).toMatchObject({ what: 'account.created', address: from.address });
  expect(older.next).toBeUndefined();
});

test('a refused sign-in is traced to the account, and what names none is not kept', async () => {
  const ann = await world.register('ann');
  await codeOf(world.login('ann', 'wrong password'));
  await codeOf(world.login('my-secret-typed-in-the-wrong-field', 'x'));
  const { events } = await world.users.audit(undefined, 2);
  expect(events.map(({ what, target }) => [what, target])).toEqual([
    ['sign-in.refused', undefined],
    ['sign-in.refused', ann.self.id],
  ]);
});

test('I5: one person has at most 100 sessions; the least used one ends, and its socket is cut', async () => {
  const ann = await world.register('ann');
  const row = await world.sql.read.selectFrom('sessions').selectAll().executeTakeFirstOrThrow();
  for (let n = 1; n < 100; n += 1) {
    await world.clock.advance(1);
    const session = { id: world.newId<'SessionId'>(), user: ann.self.id, device: world.here().device };
    const times = { at: world.clock.now(), expiresAt: row.expires_at, accessUntil: row.access_until };
    await world.sql.write('sessions.open', {
      ...session,
      ...times,
      client: 'a test',
      address: from.address,
      firstToken: `hash${n}`,
    });
  }
  expect(await codeOf(world.callerOf(ann))).toBe('fine');
  const heard = world.hear(ann.self.id);
  await world.clock.advance(1);
  const last = await world.login('ann');
  expect(heard).toEqual([{ type: 'sessions-ended', user: ann.self.id, sessions: [ann.session] }]);
  expect(await codeOf(world.callerOf(ann))).toBe('session-ended');
  expect((await world.auth.sessions(await world.callerOf(last))).sessions).toHaveLength(100);
});
