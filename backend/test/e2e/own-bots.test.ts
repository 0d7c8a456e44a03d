// What a person sees to of their bots: how they are called, where they are, and for how long their tokens hold.
import {
  type Address,
  addresses,
  type BotRoomView,
  type BotTokenView,
  type BotView,
  type UserView,
} from '@sup/protocol';
import {
  callRoute,
  hello,
  newId,
  openSocket,
  registerAll,
  type ServerHere,
  signIn,
  startServerHere,
  type TestPerson,
} from '@sup/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Clock, systemClock } from '../../src/clock.ts';

const { bots, rooms, users } = addresses;
const hourMs = 3_600_000;
/** How long a wait for a far moment lasts at most before it is looked at again. */
const longestWaitMs = 60_000;
let jumpedMs = 0;
/** The system's clock, which can be moved on; whoever waits for a far moment looks again soon. */
const clock: Clock = {
  ...systemClock,
  now: () => systemClock.now() + jumpedMs,
  after: (ms, task) => systemClock.after(ms === longestWaitMs ? 20 : ms, task),
};

let sup: ServerHere;
let ann: TestPerson;
let bob: TestPerson;
let handles = 0;

beforeAll(async () => {
  sup = await startServerHere({ clock, settings: { SUP_ACCESS_TOKEN_SECONDS: '86400' } });
  [ann, bob] = await registerAll(sup, ['ann', 'bob']);
});
afterAll(() => sup.stop());

async function makeBot(owner = ann): Promise<UserView> {
  handles += 1;
  const body = { handle: `robot-${handles}`, name: 'Robot' };
  return (await owner.must<{ bot: BotView }>(bots.create, { body })).bot.bot;
}

const makeToken = ({ id }: UserView, more: object = {}) =>
  ann.call<{ token: BotTokenView; secret: string; fields?: object }>(bots.makeToken, {
    params: { bot: id },
    body: { name: 'CI', read: true, write: true, ...more },
  });

const asBot = (secret: string, address: Address) =>
  callRoute(sup, address, { headers: { authorization: `Bearer ${secret}` } });

test('R223: the owner renames a bot and says what it does, and everyone sees it', async () => {
  const bot = await makeBot();
  const room = await ann.group([bob, bot]);
  const params = { bot: bot.id };
  const body = { name: 'Gardener', about: 'Waters the plants.' };
  const changed = await ann.must<{ bot: BotView }>(bots.change, { params, body });
  expect(changed.bot.bot).toEqual({ ...bot, ...body });
  const seen = await bob.must<{ members: { user: UserView }[] }>(rooms.members, { params: { room } });
  expect(seen.members.find(({ user }) => user.id === bot.id)?.user).toMatchObject(body);
  const found = await bob.must<{ users: UserView[] }>(users.search, { query: { query: 'garden' } });
  expect(found.users.map(({ id }) => id)).toContain(bot.id);
  await ann.must(bots.change, { params, body: { about: '' } });
  const { user } = await bob.must<{ user: UserView }>(users.get, { params: { user: bot.id } });
  expect(user).toMatchObject({ name: 'Gardener' });
  expect(user).not.toHaveProperty('about');
  const refused = await bob.call(bots.change, { params, body: { name: 'Mine' } });
  expect(refused.body.code).toBe('bot-not-found');
});

test('R223: the owner is told in which rooms a bot is, and nobody else', async () => {
  const bot = await makeBot();
  const [first, second] = [await ann.group([bot], { name: 'Greenhouse' }), await ann.group([bob, bot])];
  const params = { bot: bot.id };
  const listed = await ann.must<{ rooms: BotRoomView[] }>(bots.rooms, { params });
  expect(listed.rooms).toHaveLength(2);
  expect(listed.rooms).toContainEqual({ id: first, kind: 'group', name: 'Greenhouse', memberCount: 2 });
  expect(listed.rooms.find(({ id }) => id === second)).toMatchObject({ memberCount: 3 });
  expect((await bob.call(bots.rooms, { params })).body.code).toBe('bot-not-found');
});

test('R224: a token with an end holds until that moment, and its sockets are cut then', async () => {
  const bot = await makeBot();
  const over = await makeToken(bot, { expiresAt: clock.now() - 1 });
  expect([over.status, over.body.fields]).toEqual([400, { expiresAt: 'is over already' }]);
  const expiresAt = clock.now() + hourMs;
  const { token, secret } = (await makeToken(bot, { expiresAt })).body;
  const lasting = (await makeToken(bot)).body;
  expect(token).toMatchObject({ expiresAt });
  expect(lasting.token).not.toHaveProperty('expiresAt');
  const socket = await openSocket(sup.wsUrl);
  socket.say(hello(secret, newId()));
  const { resume } = await socket.next('welcome');
  expect((await asBot(secret, users.me)).status).toBe(200);

  jumpedMs += hourMs + 1;
  expect((await socket.closed).code).toBe(4010);
  expect((await asBot(secret, users.me)).body.code).toBe('token-invalid');
  expect((await asBot(lasting.secret, users.me)).status).toBe(200);
  const again = await openSocket(sup.wsUrl);
  again.say(hello(resume, newId()));
  expect((await again.closed).code).toBe(4010);
  const { bots: mine } = await ann.must<{ bots: BotView[] }>(bots.list);
  const left = mine.find((one) => one.bot.id === bot.id)?.tokens.map(({ id }) => id);
  expect(left).toEqual([lasting.token.id]);
});

test('R223, R224: what is done to bots, and the end of a token, is in the audit record', async () => {
  const admin = await signIn(sup, ann);
  await admin.must(addresses.auth.claimAdmin, { body: { code: sup.adminCode } });
  const { events } = await admin.must<{ events: { what: string; who?: string }[] }>(users.audit);
  const whats = events.map(({ what }) => what);
  for (const what of ['bot.created', 'bot.changed', 'bot-token.made', 'bot-token.expired'])
    expect(whats).toContain(what);
});
