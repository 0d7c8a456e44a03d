// Bots over REST and sockets: whose they are, what their tokens allow, and when that ends.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Address, addresses, api, type BotTokenView, type BotView, type RoomId } from '@sup/protocol';
import {
  type Answer,
  callRoute,
  hello,
  message,
  newId,
  openSocket,
  password,
  type RouteAsk,
  registerAll,
  type ServerHere,
  signIn,
  startServerHere,
  type TestPerson,
} from '@sup/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';

const { bots, messages, rooms, users } = addresses;
let sup: ServerHere;
let ann: TestPerson;
let bob: TestPerson;
let handles = 0;

beforeAll(async () => {
  sup = await startServerHere();
  [ann, bob] = await registerAll(sup, ['ann', 'bob']);
});
afterAll(() => sup.stop());

interface Made {
  readonly token: BotTokenView;
  readonly secret: string;
}

async function makeBot(owner = ann): Promise<BotView['bot']> {
  handles += 1;
  const body = { handle: `helper-${handles}`, name: 'Helper' };
  return (await owner.must<{ bot: BotView }>(bots.create, { body })).bot.bot;
}

const makeToken = (bot: { id: string }, more: object = {}) =>
  ann.must<Made>(bots.makeToken, {
    params: { bot: bot.id },
    body: { name: 'CI', read: true, write: true, ...more },
  });

const as = <Body = Record<string, unknown>>(secret: string, address: Address, ask: RouteAsk = {}) =>
  callRoute<Body>(sup, address, { ...ask, headers: { authorization: `Bearer ${secret}` } });

const codeOf = ({ status, body }: Answer) => (status === 200 ? 'fine' : body.code);
const send = (secret: string, room: RoomId) => {
  const { room: _room, ...body } = message(room, 'built');
  return as(secret, messages.send, { params: { room }, body });
};

async function greetedWith(token: string, device = newId<'DeviceId'>()) {
  const socket = await openSocket(sup.wsUrl);
  socket.say(hello(token, device));
  return socket;
}

test('R112: everyone sees whose a bot is, in its profile, in lists and in rooms', async () => {
  const bot = await makeBot();
  expect(bot).toMatchObject({ name: 'Helper', bot: { owner: ann.id } });
  const room = await ann.group([bob, bot]);
  const seen = await bob.must<{ members: { user: BotView['bot'] }[] }>(rooms.members, { params: { room } });
  expect(seen.members.find(({ user }) => user.id === bot.id)?.user.bot).toEqual({ owner: ann.id });
  const found = await bob.must<{ users: BotView['bot'][] }>(users.search, { query: { query: bot.handle } });
  expect(found.users).toEqual([bot]);
});

test('R112: a bot has no way in but its tokens, also not by a reset link', async () => {
  const admin = await signIn(sup, ann);
  await admin.must(addresses.auth.claimAdmin, { body: { code: sup.adminCode } });
  const bot = await makeBot();
  const here = { device: newId(), handle: bot.handle, password };
  expect(codeOf(await callRoute(sup, addresses.auth.login, { body: here }))).toBe('credentials-wrong');
  const link = await admin.call(addresses.auth.resetLink, { params: { user: bot.id } });
  expect(codeOf(link)).toBe('user-not-found');
  const recovery = { ...here, code: 'aaaa-aaaa-aaaa-aaaa' };
  expect(codeOf(await callRoute(sup, addresses.auth.recover, { body: recovery }))).toBe('credentials-wrong');
});

test('R112: an administrator ends what a bot has, and makes no token of somebody else’s', async () => {
  const admin = await signIn(sup, ann);
  const bot = await makeBot(bob);
  const body = { name: 'mine', read: true, write: true };
  const params = { bot: bot.id };
  expect(codeOf(await admin.call(bots.makeToken, { params, body }))).toBe('bot-not-found');
  const { token } = await bob.must<Made>(bots.makeToken, { params, body });
  await admin.must(bots.revokeToken, { params: { ...params, token: token.id } });
  await admin.must(bots.delete, { params });
});

test('R112: nobody else sees or ends a bot, and nobody has more than twenty', async () => {
  const bot = await makeBot();
  const { token } = await makeToken(bot);
  expect((await bob.must<{ bots: BotView[] }>(bots.list)).bots).toEqual([]);
  const params = { bot: bot.id, token: token.id };
  for (const address of [bots.delete, bots.revokeToken])
    expect(codeOf(await bob.call(address, { params }))).toBe('bot-not-found');
  const body = { name: 'mine', read: true, write: true };
  expect(codeOf(await bob.call(bots.makeToken, { params, body }))).toBe('bot-not-found');
  for (let count = 0; count < 20; count += 1) await makeBot(bob);
  expect(codeOf(await bob.call(bots.create, { body: { handle: 'too-many', name: 'Bot' } }))).toBe(
    'too-many-bots',
  );
});

test('R119: a bot leaves with its owner in the same moment, and comes in nowhere where they are banned', async () => {
  const [cid] = await registerAll(sup, ['cid-banned']);
  const bot = await makeBot(cid);
  const room = await ann.group([cid, bot]);
  const watching = await ann.connect();
  await watching.ask('room.open', { room });
  await ann.must(rooms.ban, { params: { room, user: cid.id }, body: {} });
  const gone = () => watching.entriesOf(room).filter(({ kind }) => kind === 'member.left');
  await watching.when(() => gone().length === 2);
  const [first, second] = gone();
  expect(gone()).toMatchObject([{ user: cid.id }, { user: bot.id, by: ann.id }]);
  expect((second?.seq ?? 0) - (first?.seq ?? 0)).toBe(2);
  const seat = { params: { room, user: bot.id }, body: {} };
  expect(codeOf(await ann.call(rooms.addMember, seat))).toBe('banned');
  await ann.must(rooms.unban, { params: { room, user: cid.id } });
  // Whoever may add people may add a bot whose owner is not here: everyone sees whose it is.
  expect(codeOf(await ann.call(rooms.addMember, seat))).toBe('fine');
  await ann.must(rooms.ban, { params: { room, user: cid.id }, body: {} });
  await watching.when(() => gone().length === 3);
  expect(gone().at(-1)).toMatchObject({ user: bot.id });
});

test('R119: nobody goes with the last owner of a room', async () => {
  const bot = await makeBot();
  const room = await ann.group([bob, bot]);
  const role = (user: { id: string }, to: string) =>
    ann.must(rooms.addMember, { params: { room, user: user.id }, body: { role: to } });
  await role(bot, 'owner');
  expect(codeOf(await ann.call(rooms.leave, { params: { room } }))).toBe('last-owner');
  await role(bob, 'owner');
  await ann.must(rooms.leave, { params: { room } });
  const { members } = await bob.must<{ members: { user: { id: string } }[] }>(rooms.members, {
    params: { room },
  });
  expect(members.map(({ user }) => user.id)).toEqual([bob.id]);
});

test('R113: a token writes and reads over REST and over the socket, and is listed with its use', async () => {
  const bot = await makeBot();
  const room = await ann.group([bot]);
  const { token, secret } = await makeToken(bot);
  expect(codeOf(await send(secret, room))).toBe('fine');
  const socket = await greetedWith(secret);
  const welcome = await socket.next('welcome');
  expect(welcome.self).toMatchObject({ id: bot.id, admin: false, bot: { owner: ann.id } });
  const { seq } = await socket.ask<{ seq: number }>('message.send', message(room, 'deployed'));
  await socket.reached(room, seq);
  const again = await greetedWith(welcome.resume);
  expect((await again.next('welcome')).session).toBe(token.id);
  const page = await ann.must<{ items: { by: string; body?: string }[] }>(messages.page, {
    params: { room },
  });
  expect(page.items.filter(({ by }) => by === bot.id).map(({ body }) => body)).toEqual(['built', 'deployed']);
  const listed = (await ann.must<{ bots: BotView[] }>(bots.list)).bots.find((one) => one.bot.id === bot.id);
  expect(listed?.tokens).toEqual([{ ...token, lastUsedAt: expect.any(Number) }]);
  expect(JSON.stringify(listed)).not.toContain(secret.slice(7));
});

test('R113: reading and writing are apart, and other rooms than those named are closed', async () => {
  const bot = await makeBot();
  const [room, other] = [await ann.group([bot]), await ann.group([bot])];
  const reader = (await makeToken(bot, { write: false })).secret;
  const writer = (await makeToken(bot, { read: false })).secret;
  const narrow = (await makeToken(bot, { rooms: [room] })).secret;
  const page = (secret: string, at: RoomId) => as(secret, messages.page, { params: { room: at } });
  expect(codeOf(await page(reader, room))).toBe('fine');
  expect(codeOf(await send(reader, room))).toBe('forbidden');
  expect(codeOf(await page(writer, room))).toBe('forbidden');
  expect(codeOf(await send(writer, room))).toBe('fine');
  expect([codeOf(await page(narrow, room)), codeOf(await send(narrow, room))]).toEqual(['fine', 'fine']);
  expect([codeOf(await page(narrow, other)), codeOf(await send(narrow, other))]).toEqual([
    'forbidden',
    'forbidden',
  ]);
  expect(codeOf(await as(narrow, rooms.list))).toBe('forbidden');
  expect(codeOf(await as(narrow, users.me))).toBe('fine');
  for (const secret of [writer, narrow]) {
    const socket = await greetedWith(secret);
    expect(await socket.next('error')).toMatchObject({ code: 'forbidden' });
    expect((await socket.closed).code).toBe(4010);
  }
  const socket = await greetedWith(reader);
  await socket.next('welcome');
  await expect(socket.ask('message.send', message(room, 'no'))).rejects.toThrow('forbidden');
});

test('R113: what stands in no list of what bots may do, they may not', async () => {
  const { secret } = await makeToken(await makeBot());
  const allowed = new Set<Address>([
    ...Object.values(messages),
    ...Object.values(addresses.threads),
    ...Object.values(addresses.polls),
    ...[users.me, users.get, users.search, rooms.list, rooms.openDirect, rooms.get, rooms.members],
    ...[rooms.rights, rooms.leave],
    ...[addresses.commands.list, addresses.commands.offer, addresses.commands.answer],
  ]);
  // What concerns people only: why they were told, who has read, where words came from, and where they go.
  const { notification, receipts, origin, move, undoMove } = messages;
  for (const address of [notification, receipts, origin, move, undoMove]) allowed.delete(address);
  const routes = Object.entries(api).flatMap(([service, table]) =>
    Object.entries(table).map(([name, route]) => ({ service, name, route })),
  );
  for (const { service, name, route } of routes) {
    if (route.policy === 'anyone') continue;
    const address = (addresses as Record<string, Record<string, Address>>)[service]?.[name];
    const ids = [...route.path.matchAll(/:(\w+)/g)].map(([, part]) => [part, newId()]);
    const answer = await as(secret, route as Address, { params: Object.fromEntries(ids) });
    const isRefused = codeOf(answer) === 'forbidden';
    expect(isRefused, `${service}.${name}`).toBe(!address || !allowed.has(address));
  }
});

test('R113: a revoked token ends at once, with its socket and its resume token', async () => {
  const bot = await makeBot();
  const room = await ann.group([bot]);
  const { token, secret } = await makeToken(bot);
  const other = await makeToken(bot);
  const socket = await greetedWith(secret);
  const { resume } = await socket.next('welcome');
  await ann.must(bots.revokeToken, { params: { bot: bot.id, token: token.id } });
  expect((await socket.closed).code).toBe(4010);
  expect(codeOf(await send(secret, room))).toBe('token-invalid');
  for (const dead of [secret, resume])
    expect(await (await greetedWith(dead)).next('error')).toMatchObject({ code: 'token-invalid' });
  expect(codeOf(await send(other.secret, room))).toBe('fine');
  const again = await ann.call(bots.revokeToken, { params: { bot: bot.id, token: token.id } });
  expect(codeOf(again)).toBe('token-not-found');
});

test('R112: a deleted bot has left its rooms, and goes with its owner', async () => {
  const bot = await makeBot();
  const room = await ann.group([bot]);
  const { secret } = await makeToken(bot);
  expect(codeOf(await send(secret, room))).toBe('fine');
  await ann.must(bots.delete, { params: { bot: bot.id } });
  expect(codeOf(await send(secret, room))).toBe('token-invalid');
  const { user } = await bob.must<{ user: BotView['bot'] }>(users.get, { params: { user: bot.id } });
  expect(user).toEqual({ id: bot.id, handle: 'deleted', name: 'Deleted account', deleted: true });
  const { members } = await ann.must<{ members: { user: { id: string } }[] }>(rooms.members, {
    params: { room },
  });
  expect(members.map((member) => member.user.id)).toEqual([ann.id]);

  const [cid] = await registerAll(sup, ['cid']);
  const orphan = await makeBot(cid);
  await cid.must(users.deleteMe, { body: { password } });
  const gone = await bob.must<{ user: BotView['bot'] }>(users.get, { params: { user: orphan.id } });
  expect(gone.user.deleted).toBe(true);
});

test('R113: bots and their tokens leave traces, and no secret lies in the database', async () => {
  const bot = await makeBot();
  const { token, secret } = await makeToken(bot);
  await ann.must(bots.revokeToken, { params: { bot: bot.id, token: token.id } });
  await ann.must(bots.delete, { params: { bot: bot.id } });
  const admin = await signIn(sup, ann);
  const { events } = await admin.must<{ events: { what: string; who?: string; target?: string }[] }>(
    addresses.users.audit,
    {},
  );
  const traces = events.filter(({ target }) => target === bot.id || target === token.id);
  expect(traces.map(({ what, who }) => [what, who])).toEqual(
    ['bot.deleted', 'bot-token.revoked', 'bot-token.made', 'bot.created'].map((what) => [what, ann.id]),
  );
  expect(secret).toMatch(/^supbot_[\w-]{43}$/);
  const files = readdirSync(sup.dataDir, { recursive: true, withFileTypes: true }).filter((file) =>
    file.isFile(),
  );
  const stored = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1')).join();
  expect(stored).toContain(token.id);
  expect(stored).not.toContain(secret.slice(7));
});
