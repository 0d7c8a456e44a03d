// Commands with a slash: offered, explained while they are written, done, and never posted by mistake.
import { addresses, type RoomId, type RoomView, type StateItem } from '@sup/protocol';
import { hello, openSocket } from '@sup/testkit';
import { seriousFindings } from '@sup/testkit/browser-axe';
import { callRoute, newId, register, type TestPerson } from '@sup/testkit/people';
import { beforeAll, expect, it } from 'vitest';
import { soon } from './soon.ts';
import { setStage } from './stage.ts';

const stage = setStage({ SUP_RATE_LIMITS: 'off' });
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

let noor: TestPerson;
beforeAll(async () => {
  noor = await register(stage.server, 'noor');
});

async function writer(handle: string, options: Parameters<typeof stage.member>[1] = {}) {
  const member = await stage.member(handle, options);
  const { app, person } = member;
  const room = await person.group([], { name: 'Harbour' });
  await app.page.goto(`/r/${room}`);
  await app.composer.waitFor();
  const offers = app.page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
  const view = async () =>
    (await person.must<{ room: RoomView }>(addresses.rooms.get, { params: { room } })).room;
  return { ...member, field: app.composer, offers, view };
}

it('R225: a slash offers commands, says what the chosen one wants, and Enter does it', async () => {
  const { app, field, offers, view } = await writer('kim');
  await field.pressSequentially('/');
  await soon(() => offers.count()).toBe(5);
  await field.pressSequentially('to');
  await soon(() => offers.allInnerTexts()).toEqual(['/topic\nChange the topic of this chat']);
  expect(await seriousFindings(app.page)).toEqual([]);
  await field.press('Tab');
  await soon(() => field.inputValue()).toBe('/topic ');
  await app.page.getByRole('status', { name: 'Command' }).getByText('the new topic').waitFor();
  expect(await seriousFindings(app.page)).toEqual([]);
  await field.press('Enter');
  await app.page.getByRole('alert').getByText('/topic needs the new topic.').waitFor();
  expect(await seriousFindings(app.page)).toEqual([]);
  await field.pressSequentially('Ferries at noon');
  await field.press('Enter');
  await soon(() => field.inputValue()).toBe('');
  expect(await view()).toMatchObject({ topic: 'Ferries at noon' });

  await field.fill(`/invite @${noor.handle}`);
  await field.press('Enter');
  await soon(async () => (await view()).memberCount).toBe(2);
  await field.fill('/shrug no idea');
  await field.press('Enter');
  await app.message('no idea ¯\\_(ツ)_/¯').waitFor();
  await soon(() => field.inputValue()).toBe('');
});

it('R225: on a phone in the dark, an unknown command is said and kept, and two slashes are text', async () => {
  const { app, field, offers, view } = await writer('lea', { ...phone, colorScheme: 'dark' });
  await field.fill('/teleport home');
  await app.button('Send').tap();
  await app.page.getByText('There is no command /teleport here. Begin with // to send it as text.').waitFor();
  expect(await field.inputValue()).toBe('/teleport home');
  expect(await seriousFindings(app.page)).toEqual([]);
  await field.fill('/invite @nobody-of-that-name');
  await app.button('Send').tap();
  await app.page.getByText('There is nobody called @nobody-of-that-name.').waitFor();
  await field.fill('//teleport home');
  await app.button('Send').tap();
  await app.message('/teleport home').waitFor();
  await field.fill('/etc/hosts is a file');
  await app.button('Send').tap();
  await app.message('/etc/hosts is a file').waitFor();

  await field.pressSequentially('/mu');
  await soon(() => offers.count()).toBe(1);
  await offers.first().tap();
  await soon(() => field.inputValue()).toBe('/mute ');
  await field.pressSequentially('1h');
  await app.button('Send').tap();
  await app.page.getByText('This chat is muted').waitFor();
  await soon(() => field.inputValue()).toBe('');
  await field.fill('/leave');
  await app.button('Send').tap();
  await app
    .dialog(/Harbour/)
    .getByRole('button', { name: 'Leave' })
    .waitFor();
  expect((await view()).memberCount).toBe(1);
});

/** A bot of this person in the room, with one command; `calls` answers the commands that came, in order. */
async function botIn(room: RoomId, owner: TestPerson, handle: string) {
  const { bots, commands, rooms } = addresses;
  const made = await owner.must<{ bot: { bot: { id: string } } }>(bots.create, {
    body: { handle, name: 'Ship' },
  });
  const bot = made.bot.bot.id;
  const { secret } = await owner.must<{ secret: string }>(bots.makeToken, {
    params: { bot },
    body: { name: 'CI', read: true, write: true },
  });
  await owner.must(rooms.addMember, { params: { room, user: bot }, body: {} });
  const headers = { authorization: `Bearer ${secret}` };
  const where = {
    name: 'where',
    type: 'choice',
    required: true,
    hint: 'test or live',
    choices: ['test', 'live'],
  };
  const who = { name: 'who', type: 'person', required: false, hint: 'who is told' };
  const deploy = { name: 'deploy', description: 'Bring it to the world', arguments: [where, who] };
  await callRoute(stage.server, commands.offer, { headers, body: { commands: [deploy] } });
  const socket = await openSocket(stage.server.wsUrl);
  socket.say(hello(secret, newId()));
  await socket.next('welcome');
  const calls = () =>
    (socket.all('state') as { items: StateItem[] }[])
      .flatMap(({ items }) => items)
      .flatMap(({ key, value }) => (key.startsWith('command:') && value ? [value as { id: string }] : []));
  const answer = (invocation: string, body: string, to: 'room' | 'person') =>
    callRoute(stage.server, commands.answer, { headers, params: { invocation }, body: { body, to } });
  return { socket, calls, answer };
}

it('R226, R227, R228: the command of a bot is offered, given with its arguments, and answered to all or to one', async () => {
  const { app, person, field, offers } = await writer('mia');
  const { socket, calls, answer } = await botIn(app.room as RoomId, person, 'ship');
  await field.pressSequentially('/dep');
  await soon(() => offers.allInnerTexts()).toEqual(['/deploy\nBring it to the world (Ship)']);
  await field.press('Tab');
  await app.page.getByRole('status', { name: 'Command' }).getByText('test or live').waitFor();
  await field.press('Enter');
  await app.page.getByRole('alert').getByText('/deploy needs test or live.').waitFor();
  await field.pressSequentially('Live @mia');
  await field.press('Enter');
  await app.page.getByText('Waiting for Ship …').waitFor();
  await socket.when(() => calls().length === 1);
  expect(calls()[0]).toMatchObject({
    name: 'deploy',
    by: person.id,
    arguments: { where: 'live', who: person.id },
  });
  await answer(calls()[0]?.id ?? '', 'Ask Ann first.', 'person');
  await app.page.getByRole('status', { name: 'Only you see this' }).getByText('Ask Ann first.').waitFor();
  expect(await field.inputValue()).toBe('');
  expect(await seriousFindings(app.page)).toEqual([]);
  await app.button('Dismiss').click();
  await app.page.getByText('Ask Ann first.').waitFor({ state: 'detached' });

  await field.fill('/deploy test');
  await field.press('Enter');
  await socket.when(() => calls().length === 2);
  await answer(calls()[1]?.id ?? '', 'It is on test.', 'room');
  await app.message('It is on test.').waitFor();
  await soon(() => field.inputValue()).toBe('');
  socket.close();
});
