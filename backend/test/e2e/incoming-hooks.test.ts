// Programs that know nothing of Sup post into rooms, at addresses made for them.
import { addresses, type IncomingHookView, type RoomId } from '@sup/protocol';
import {
  type Answer,
  newId,
  registerAll,
  type ServerHere,
  startServerHere,
  type TestPerson,
} from '@sup/testkit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

const { hooks, messages, rooms } = addresses;
let sup: ServerHere;
let ann: TestPerson;
let bob: TestPerson;
let room: RoomId;

beforeAll(async () => {
  sup = await startServerHere();
  [ann, bob] = await registerAll(sup, ['ann', 'bob']);
});
beforeEach(async () => {
  room = await ann.group([bob]);
});
afterAll(() => sup.stop());

interface Made {
  readonly hook: IncomingHookView;
  readonly url: string;
}
const make = (name = 'CI') => ann.must<Made>(hooks.makeIncoming, { params: { room }, body: { name } });

/** As a program does that has only the address. */
async function post(url: string, payload: object, key?: string): Promise<Answer> {
  const here = url.replace(/^https?:\/\/[^/]+/, sup.url);
  const response = await fetch(key === undefined ? here : `${here}?key=${key}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  });
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, headers: response.headers, body };
}

const codeOf = ({ status, body }: Answer) => (status === 200 ? 'fine' : body.code);

async function said(): Promise<{ by: string; body: string }[]> {
  const { items } = await bob.must<{ items: { kind: string; by: string; body: string }[] }>(messages.page, {
    params: { room },
  });
  return items.filter(({ kind }) => kind === 'message').map(({ by, body }) => ({ by, body }));
}

test('R114: what a program posts is a message of an account with the name of the hook', async () => {
  const { hook, url } = await make('Builds');
  expect(hook.account).toMatchObject({ name: 'Builds', bot: { owner: ann.id } });
  const watching = await bob.connect();
  const answer = await post(url, {
    text: 'Build <https://ci.example.org/7|#7> is green',
    username: 'Jenkins',
    icon_emoji: ':tada:',
    channel: '#other',
    attachments: [{ color: 'good', title: 'All tests', text: `mention <@${bob.id}>` }],
  });
  expect(answer.status).toBe(200);
  await watching.reached(room, Number(answer.body.seq));
  const body = `**Jenkins**\nBuild [#7](https://ci.example.org/7) is green\n\nAll tests\nmention @${bob.id}`;
  expect(await said()).toEqual([{ by: hook.account.id, body }]);
  const { room: seen } = await bob.must<{ room: { unread: number; mentions: number } }>(rooms.get, {
    params: { room },
  });
  expect([seen.unread, seen.mentions]).toEqual([1, 0]);
});

test('R114, R235: a program calls everyone where its account may, and elsewhere its message only says so', async () => {
  const { url } = await make();
  const mentions = async () => {
    const { room: seen } = await bob.must<{ room: { mentions: number } }>(rooms.get, { params: { room } });
    return seen.mentions;
  };
  expect(codeOf(await post(url, { text: 'Fire! <!channel>' }, 'fire'))).toBe('fine');
  expect(codeOf(await post(url, { text: '@everyone as somebody typed it' }))).toBe('fine');
  expect(await mentions()).toBe(1);
  await ann.must(rooms.change, {
    params: { room },
    body: { cmid: newId(), settings: { rights: { 'mention-everyone': 'moderator' } } },
  });
  const quiet = await post(url, { text: 'Fire again! <!channel>' }, 'again');
  expect(codeOf(quiet)).toBe('fine');
  expect(await post(url, { text: 'Fire! <!channel>' }, 'fire')).toMatchObject({ status: 200 });
  await ann.must(rooms.change, {
    params: { room },
    body: { cmid: newId(), settings: { rights: { 'mention-everyone': 'guest' } } },
  });
  // What was posted under a key is that one message, whatever may be called by now.
  expect((await post(url, { text: 'Fire again! <!channel>' }, 'again')).body.seq).toBe(quiet.body.seq);
  expect(codeOf(await post(url, { text: 'Other <!channel>' }, 'again'))).toBe('cmid-conflict');
  expect(await mentions()).toBe(1);
  expect((await said()).map(({ body }) => body)).toEqual([
    'Fire! @everyone',
    '@everyone as somebody typed it',
    'Fire again! @everyone',
  ]);
});

test('R114: only who may change the room makes, sees and ends hooks', async () => {
  const { hook } = await make();
  const [cid] = await registerAll(sup, ['cid']);
  const params = { room, hook: hook.id };
  for (const [person, code] of [
    [bob, 'forbidden'],
    [cid, 'room-not-found'],
  ] as const) {
    expect(codeOf(await person.call(hooks.incoming, { params }))).toBe(code);
    expect(codeOf(await person.call(hooks.makeIncoming, { params, body: { name: 'CI' } }))).toBe(code);
    expect(codeOf(await person.call(hooks.revokeIncoming, { params }))).toBe(code);
  }
  const direct = { room: await ann.direct(bob) };
  expect(codeOf(await ann.call(hooks.makeIncoming, { params: direct, body: { name: 'CI' } }))).toBe(
    'room-kind',
  );
  const other = { room: await ann.group([]), hook: hook.id };
  expect(codeOf(await ann.call(hooks.revokeIncoming, { params: other }))).toBe('hook-not-found');
});

test('R114: a hook is listed with its use and without its address, and ends at once', async () => {
  const { hook, url } = await make();
  expect(codeOf(await post(url, { text: 'one' }))).toBe('fine');
  const listed = await ann.must<{ hooks: IncomingHookView[] }>(hooks.incoming, { params: { room } });
  expect(listed.hooks).toEqual([{ ...hook, lastUsedAt: expect.any(Number) }]);
  expect(url.endsWith(hook.hint)).toBe(true);
  expect(JSON.stringify(listed)).not.toContain(url.split('/').at(-1));
  await ann.must(hooks.revokeIncoming, { params: { room, hook: hook.id } });
  expect(codeOf(await post(url, { text: 'two' }))).toBe('hook-not-found');
  expect((await said()).map(({ body }) => body)).toEqual(['one']);
  const { members } = await ann.must<{ members: { user: { id: string } }[] }>(rooms.members, {
    params: { room },
  });
  expect(members.map(({ user }) => user.id)).not.toContain(hook.account.id);
  const again = await ann.call(hooks.revokeIncoming, { params: { room, hook: hook.id } });
  expect(codeOf(again)).toBe('hook-not-found');
});

test('R114: an account that was taken out of the room posts no more', async () => {
  const { hook, url } = await make();
  await ann.must(rooms.removeMember, { params: { room, user: hook.account.id } });
  expect(codeOf(await post(url, { text: 'still here?' }))).toBe('hook-not-found');
});

test('R119: an address goes off with the one who made it, also if they come back, until somebody turns it on', async () => {
  const [cid] = await registerAll(sup, ['cid-of-hooks']);
  const seat = { room, user: cid.id };
  await ann.must(rooms.addMember, { params: seat, body: { role: 'admin' } });
  const { hook, url } = await cid.must<Made>(hooks.makeIncoming, { params: { room }, body: { name: 'CI' } });
  const stateNow = async () =>
    (await ann.must<{ hooks: IncomingHookView[] }>(hooks.incoming, { params: { room } })).hooks[0];
  expect(await stateNow()).toMatchObject({ state: 'on', by: cid.id });
  await ann.must(rooms.removeMember, { params: seat });
  expect(codeOf(await post(url, { text: 'one' }))).toBe('hook-not-found');
  await ann.must(rooms.addMember, { params: seat, body: {} });
  expect(codeOf(await post(url, { text: 'two' }))).toBe('hook-not-found');
  expect(await stateNow()).toMatchObject({ state: 'off', by: cid.id });

  const params = { room, hook: hook.id };
  expect(codeOf(await cid.call(hooks.resumeIncoming, { params }))).toBe('forbidden');
  await ann.must(hooks.resumeIncoming, { params });
  expect(codeOf(await post(url, { text: 'three' }))).toBe('fine');
  expect(await stateNow()).toMatchObject({ state: 'on', by: ann.id, account: { bot: { owner: ann.id } } });
  await ann.must(rooms.ban, { params: seat, body: {} });
  expect(codeOf(await post(url, { text: 'four' }))).toBe('fine');
});

test('R114: nonsense is refused, and the account of a hook is no bot of anybody', async () => {
  const { hook, url } = await make();
  expect(codeOf(await post(url, {}))).toBe('invalid-input');
  expect(codeOf(await post(url, { text: 7 }))).toBe('invalid-input');
  expect(codeOf(await post(url, { text: 'a\u0000b' }))).toBe('body-malformed');
  expect(codeOf(await post(`${url}x`, { text: 'guess' }))).toBe('hook-not-found');
  const { bots } = await ann.must<{ bots: unknown[] }>(addresses.bots.list);
  expect(bots).toEqual([]);
  const body = { name: 'mine', read: true, write: true };
  const token = await ann.call(addresses.bots.makeToken, { params: { bot: hook.account.id }, body });
  expect(codeOf(token)).toBe('bot-not-found');
});

test('R114: a hook posts at most sixty times a minute, others are not held up, and a room has at most twenty', async () => {
  const [{ url }, other] = [await make(), await make('Other')];
  for (let count = 0; count < 60; count += 1)
    expect(codeOf(await post(url, { text: `${count}` }))).toBe('fine');
  const refused = await post(url, { text: 'one too many' });
  expect([refused.status, refused.body.code]).toEqual([429, 'rate-limited']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(codeOf(await post(other.url, { text: 'me' }))).toBe('fine');
  for (let count = 2; count < 20; count += 1) await make();
  const body = { name: 'CI' };
  expect(codeOf(await ann.call(hooks.makeIncoming, { params: { room }, body }))).toBe('too-many-hooks');
});

test('R115: a key names one message over all tries', async () => {
  const { url } = await make();
  const key = newId();
  const tries = await Promise.all(Array.from({ length: 5 }, () => post(url, { text: 'once' }, key)));
  expect(new Set(tries.map(({ body }) => body.seq)).size).toBe(1);
  expect(codeOf(await post(url, { text: 'something else' }, key))).toBe('cmid-conflict');
  const other = await make('Other');
  expect(codeOf(await post(other.url, { text: 'mine' }, key))).toBe('fine');
  expect((await said()).map(({ body }) => body)).toEqual(['once', 'mine']);
});
