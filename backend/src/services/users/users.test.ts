import { CompiledQuery } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AuthWorld, codeOf, openAuthWorld, password } from '../../../test/auth-world.ts';
import type { Caller } from '../caller.ts';
import { RecentCache } from '../recent-cache.ts';

let world: AuthWorld;
let ann: Caller;
beforeEach(async () => {
  world = await openAuthWorld();
  ann = await world.callerOf(await world.register('ann'));
});
afterEach(() => world.close());

const join = async (handle: string, name = handle) => {
  const by = await world.callerOf(await world.register(handle));
  await world.users.changeMe(by, { name });
  return by;
};

test('a changed profile is told to my devices and to those who watch me, and read anew', async () => {
  expect((await world.users.get(ann.user)).name).toBe('ann');
  const heard = world.hear(ann.user);
  const status = { emoji: '🌴', text: 'away' };
  const self = await world.users.changeMe(ann, { name: 'Ann Lee', about: 'Hello', status });
  const view = { id: ann.user, handle: 'ann', name: 'Ann Lee', about: 'Hello', status };
  expect(self).toMatchObject({ ...view, admin: false, recoveryCodesLeft: 10 });
  expect(heard).toEqual([
    { type: 'profile', user: ann.user, view },
    {
      type: 'state',
      user: ann.user,
      items: [{ key: 'profile', value: self, rev: await world.ownStream.rev(ann.user) }],
    },
  ]);
  expect(await world.users.get(ann.user)).toEqual(view);
  expect(await world.users.me(ann)).toEqual(self);
  expect(await world.users.changeMe(ann, { about: '', status: null })).not.toHaveProperty('about');
  expect(await world.users.get(ann.user)).toEqual({ id: ann.user, handle: 'ann', name: 'Ann Lee' });
});

test('views are of those that exist, each once', async () => {
  const bob = await join('bob');
  const found = await world.users.views([bob.user, ann.user, bob.user, world.newId()]);
  expect(found.map(({ handle }) => handle).sort()).toEqual(['ann', 'bob']);
  expect(await world.users.exists([ann.user, bob.user])).toBe(true);
  expect(await world.users.exists([ann.user, world.newId()])).toBe(false);
  expect(await codeOf(world.users.get(world.newId()))).toBe('user-not-found');
});

test('search finds the beginnings of handles and names, in any case, an exact handle first', async () => {
  await join('annabel', 'Zoe');
  await join('zan', 'Ánna Karenina');
  await join('karl', 'Ann-Marie');
  await join('an_n', 'Underscore %');
  const find = async (query: string) => (await world.users.search(ann, query)).map(({ handle }) => handle);
  expect(await find('ann')).toEqual(['ann', 'annabel', 'karl']);
  expect(await find('@ANN')).toEqual(['ann', 'annabel']);
  expect(await find('ánna k')).toEqual(['zan']);
  expect(await find('Ann-M')).toEqual(['karl']);
  expect(await find('%')).toEqual([]);
  expect(await find('a_')).toEqual([]);
  expect(await find('under')).toEqual(['an_n']);
  expect(await find(' ')).toEqual([]);
  expect(await find('nobody')).toEqual([]);
});

test('search is answered from indexes', async () => {
  for (const column of ['handle', 'name_key'] as const) {
    const query = world.sql.read
      .selectFrom('users')
      .selectAll()
      .where(column, '>=', 'a')
      .where(column, '<', 'b')
      .where('deleted_at', 'is', null)
      .orderBy(column)
      .limit(20);
    const { sql: text, parameters } = query.compile();
    const explained = CompiledQuery.raw(`explain query plan ${text}`, [...parameters]);
    const plan = JSON.stringify((await world.sql.read.executeQuery(explained)).rows);
    expect(plan).toMatch(/SEARCH users USING INDEX/);
    expect(plan).not.toMatch(/TEMP B-TREE/);
  }
});

test('blocking is known at once, kept in my own stream, and told to nobody else', async () => {
  const bob = await join('bob');
  expect(await world.users.blocks(ann.user, bob.user)).toBe(false);
  const [mine, his] = [world.hear(ann.user), world.hear(bob.user)];
  await world.users.block(ann, bob.user);
  await world.users.block(ann, bob.user);
  const key = `block:${bob.user}`;
  const item = { key, value: { at: world.clock.now() }, rev: await world.ownStream.rev(ann.user) };
  expect(mine).toEqual([{ type: 'state', user: ann.user, items: [item] }]);
  expect(his).toEqual([]);
  expect(await world.users.blocks(ann.user, bob.user)).toBe(true);
  expect(await world.users.blocks(bob.user, ann.user)).toBe(false);
  expect((await world.users.blocked(ann)).map(({ handle }) => handle)).toEqual(['bob']);
  await world.users.unblock(ann, bob.user);
  expect(await world.users.blocks(ann.user, bob.user)).toBe(false);
  expect((await world.ownStream.sync(ann, item.rev)).items).toMatchObject([{ key, value: null }]);
  expect(await world.users.blocked(ann)).toEqual([]);
});

test('nobody blocks themselves or somebody who does not exist', async () => {
  expect(await codeOf(world.users.block(ann, ann.user))).toBe('invalid-input');
  expect(await codeOf(world.users.block(ann, world.newId()))).toBe('user-not-found');
  expect(await codeOf(world.users.unblock(ann, world.newId()))).toBe('user-not-found');
});

test('what is read while it changes is not kept', async () => {
  const cache = new RecentCache<string, number>(2);
  const before = cache.changes;
  cache.forget('a');
  expect(cache.changes).not.toBe(before);
  cache.keep('a', 1);
  cache.keep('b', 2);
  expect(cache.get('a')).toBe(1);
  cache.keep('c', 3);
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3]);
  const [changed] = await Promise.all([
    world.users.changeMe(ann, { name: 'New' }),
    world.users.views([ann.user]),
    world.users.views([ann.user]),
  ]);
  expect((await world.users.get(ann.user)).name).toBe(changed.name);
});

test('a profile is not changed by an account that is gone', async () => {
  await world.auth.deleteAccount(ann, password);
  expect(await codeOf(world.users.changeMe(ann, { name: 'Ghost' }))).toBe('user-not-found');
});
