// Commands that bots offer: what a member gives waits in the bot's own stream until it is answered, or nobody waits.
import {
  addresses,
  type CommandView,
  type InvocationView,
  limits,
  type RoomId,
  type UserView,
} from '@sup/protocol';
import {
  callRoute,
  hello,
  newId,
  openSocket,
  registerAll,
  type ServerHere,
  startServerHere,
  type TestPerson,
  type TestSocket,
} from '@sup/testkit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Clock, systemClock } from '../../src/clock.ts';

const { bots, commands, messages, rooms } = addresses;
let jumpedMs = 0;
/** The system's clock, which can be moved on; whoever waits for an answer's end looks again soon. */
const clock: Clock = {
  ...systemClock,
  now: () => systemClock.now() + jumpedMs,
  after: (ms, task) => systemClock.after(ms > limits.commandAnswerMs / 2 ? 20 : ms, task),
};

let sup: ServerHere;
let ann: TestPerson;
let bob: TestPerson;
let cid: TestPerson;
let bot: UserView;
let secret: string;
let room: RoomId;
let handles = 0;

const deploy = {
  name: 'deploy',
  description: 'Bring a version to the world',
  arguments: [
    { name: 'where', type: 'choice', required: true, hint: 'which place', choices: ['test', 'live'] },
    { name: 'times', type: 'number', required: false, hint: 'how often' },
    { name: 'who', type: 'person', required: false, hint: 'who is told' },
    { name: 'chat', type: 'room', required: false, hint: 'where it is told' },
    { name: 'why', type: 'text', required: false, hint: 'a reason' },
  ],
} as const;

beforeAll(async () => {
  sup = await startServerHere({ clock, settings: { SUP_ACCESS_TOKEN_SECONDS: '86400' } });
  [ann, bob, cid] = await registerAll(sup, ['ann', 'bob', 'cid']);
});
beforeEach(async () => {
  handles += 1;
  const body = { handle: `ship-${handles}`, name: 'Ship' };
  bot = (await ann.must<{ bot: { bot: UserView } }>(bots.create, { body })).bot.bot;
  const token = { name: 'CI', read: true, write: true };
  secret = (await ann.must<{ secret: string }>(bots.makeToken, { params: { bot: bot.id }, body: token }))
    .secret;
  room = await ann.group([bob, bot]);
  expect((await asBot(commands.offer, { body: { commands: [deploy] } })).status).toBe(200);
});
afterAll(() => sup.stop());

const asBot = (address: Parameters<typeof callRoute>[1], ask: Parameters<typeof callRoute>[2] = {}) =>
  callRoute(sup, address, { ...ask, headers: { authorization: `Bearer ${secret}` } });

async function botSocket(): Promise<TestSocket> {
  const socket = await openSocket(sup.wsUrl);
  socket.say(hello(secret, newId()));
  await socket.next('welcome');
  return socket;
}

interface Given {
  readonly invocation: string;
  readonly until: number;
}
const give = (values: object, more: object = {}) => ({
  params: { room },
  body: { cmid: newId(), bot: bot.id, name: 'deploy', arguments: values, ...more },
});
const mustGive = (values: object) => bob.must<Given>(commands.invoke, give(values));

/** What waits in the bot's own stream, as a socket that comes now is told. */
async function waiting(): Promise<InvocationView[]> {
  const socket = await botSocket();
  const { items } = await socket.ask<{ items: { key: string; value: InvocationView | null }[] }>(
    'state.sync',
    {
      rev: 0,
    },
  );
  socket.close();
  return items.flatMap(({ key, value }) => (key.startsWith('command:') && value ? [value] : []));
}

const answer = (invocation: string, body: string, to: 'room' | 'person') =>
  asBot(commands.answer, { params: { invocation }, body: { body, to } });

test('R226: what a bot offers is told to members of its rooms, in place of what it offered before', async () => {
  const list = async () =>
    (await bob.must<{ commands: CommandView[] }>(commands.list, { params: { room } })).commands;
  expect(await list()).toEqual([{ ...deploy, bot }]);
  expect((await cid.call(commands.list, { params: { room } })).body.code).toBe('room-not-found');
  const again = { ...deploy, name: 'ship', arguments: [] };
  await asBot(commands.offer, { body: { commands: [again] } });
  expect((await list()).map(({ name }) => name)).toEqual(['ship']);
  expect((await ann.call(commands.offer, { body: { commands: [deploy] } })).body.code).toBe('forbidden');
  const twice = await asBot(commands.offer, { body: { commands: [deploy, deploy] } });
  expect(twice.body.code).toBe('invalid-input');
  await ann.must(rooms.removeMember, { params: { room, user: bot.id } });
  expect(await list()).toEqual([]);
});

test('R227: what is given waits in the own stream of the bot, once for all tries, also while it is away', async () => {
  const ask = give({ where: 'live', times: 2, who: ann.id, chat: room, why: 'it is Friday' });
  const given = await bob.must<Given>(commands.invoke, ask);
  expect(await bob.must<Given>(commands.invoke, ask)).toEqual(given);
  const { id, by, arguments: values, until } = (await waiting())[0]!;
  expect({ id, by, values, until }).toEqual({
    id: given.invocation,
    by: bob.id,
    values: ask.body.arguments,
    until: given.until,
  });
  expect(await waiting()).toHaveLength(1);
  const other = { ...ask, body: { ...ask.body, arguments: { where: 'test' } } };
  expect((await bob.call(commands.invoke, other)).body.code).toBe('cmid-conflict');
});

test('R227: what does not fit is refused by the name of the argument, and so is whoever may not write', async () => {
  const strange = await cid.group([]);
  for (const [values, field] of [
    [{}, 'where'],
    [{ where: 'moon' }, 'where'],
    [{ where: 'test', times: 'two' }, 'times'],
    [{ where: 'test', who: newId() }, 'who'],
    [{ where: 'test', chat: strange }, 'chat'],
    [{ where: 'test', else: 'x' }, 'else'],
  ] as const) {
    const { body } = await bob.call(commands.invoke, give(values));
    expect([body.code, Object.keys(body.fields as object)]).toEqual([
      'invalid-input',
      [`arguments.${field}`],
    ]);
  }
  const unknown = await bob.call(commands.invoke, give({}, { name: 'undeploy' }));
  expect(unknown.body.code).toBe('command-not-found');
  expect((await bob.call(commands.invoke, give({}, { bot: ann.id }))).body.code).toBe('command-not-found');
  await ann.must(rooms.mute, { params: { room, user: bob.id }, body: {} });
  expect((await bob.call(commands.invoke, give({ where: 'test' }))).body.code).toBe('muted');
  expect(await waiting()).toEqual([]);
});

test('R228: an answer to the room is one message, however often it is given, and ends the waiting', async () => {
  const screen = await bob.connect();
  const { invocation } = await mustGive({ where: 'test' });
  for (let tries = 0; tries < 2; tries += 1)
    expect((await answer(invocation, 'It is there.', 'room')).status).toBe(200);
  const told = await screen.next('command.answered');
  expect(told).toEqual({ type: 'command.answered', invocation, room, bot: bot.id });
  const page = await bob.must<{ items: { by: string; body?: string }[] }>(messages.page, {
    params: { room },
  });
  expect(page.items.filter(({ by }) => by === bot.id).map(({ body }) => body)).toEqual(['It is there.']);
  expect((await answer(invocation, 'It is elsewhere.', 'room')).body.code).toBe('cmid-conflict');
  expect(await waiting()).toEqual([]);
});

test('R228: an answer to the person reaches their connections and nobody else, and no log', async () => {
  const [screen, other] = [await bob.connect(), await ann.connect()];
  const { invocation } = await mustGive({ where: 'test' });
  expect((await answer(invocation, 'Only you see this.', 'person')).status).toBe(200);
  expect(await screen.next('command.answered')).toMatchObject({ invocation, body: 'Only you see this.' });
  const { seq } = await other.ask<{ seq: number }>('message.send', {
    room,
    cmid: newId(),
    since: 0,
    encoding: 'text',
    body: 'later',
  });
  await other.reached(room, seq);
  expect(JSON.stringify(other.frames)).not.toContain('Only you');
  const page = await bob.must(messages.page, { params: { room } });
  expect(JSON.stringify(page)).not.toContain('Only you');
});

test('R228: nobody but the bot answers, and not for somebody who is out of the room', async () => {
  const { invocation } = await mustGive({ where: 'test' });
  const ask = { params: { invocation }, body: { body: 'mine', to: 'room' } };
  expect((await ann.call(commands.answer, ask)).body.code).toBe('command-over');
  await ann.must(rooms.removeMember, { params: { room, user: bob.id } });
  expect((await answer(invocation, 'too late', 'person')).body.code).toBe('command-over');
});

test('R229: what is not answered in time is over: it leaves the stream, and an answer is refused', async () => {
  const { invocation, until } = await mustGive({ where: 'test' });
  const socket = await botSocket();
  jumpedMs += until - clock.now() + 1;
  const gone = () =>
    socket
      .all('state')
      .flatMap(({ items }) => items)
      .some(({ key, value }) => key.startsWith('command:') && value === null);
  await socket.when(gone);
  expect((await answer(invocation, 'Sorry', 'room')).body.code).toBe('command-over');
  expect(await waiting()).toEqual([]);
});
