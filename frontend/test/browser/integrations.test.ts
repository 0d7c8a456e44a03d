// Programs that take part in a chat, made on the screen and used over the network.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { addresses, type RoomId } from '@sup/protocol';
import { seriousFindings } from '@sup/testkit/browser-axe';
import { newId, type TestPerson } from '@sup/testkit/people';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from './app.ts';
import { type Member, setStage } from './stage.ts';

const stage = setStage({ SUP_OUTGOING_ALLOW: '127.0.0.1' });
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

/** Somebody else's server, which wants nothing of what it is told. */
let refuser: Server;
let refuserUrl = '';
beforeAll(async () => {
  refuser = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(503).end());
  });
  await new Promise<void>((resolve) => refuser.listen(0, '127.0.0.1', resolve));
  refuserUrl = `http://127.0.0.1:${(refuser.address() as AddressInfo).port}/told`;
});
afterAll(() => {
  refuser.closeAllConnections();
  refuser.close();
});

const dialog = (app: App) => app.dialog('Integrations');

async function openIntegrations({ app, person }: Member, group: string): Promise<RoomId> {
  const room = await person.group([], { name: group });
  await app.open(group);
  await app.button('Details').click();
  await app.button('Integrations').click();
  await dialog(app).getByText('There are none.').waitFor();
  return room;
}

async function writeIn(person: TestPerson, room: RoomId): Promise<void> {
  const body = { cmid: newId(), since: 0, body: 'Anybody there?' };
  await person.must(addresses.messages.send, { params: { room }, body });
}

/** Resolves when the only outgoing hook of the room was tried in vain. */
async function failed(person: TestPerson, room: RoomId): Promise<void> {
  const state = async () => {
    const { hooks } = await person.must<{ hooks: { failingSince?: number }[] }>(addresses.hooks.outgoing, {
      params: { room },
    });
    return hooks[0]?.failingSince ?? 0;
  };
  await expect.poll(state, { timeout: 30_000 }).toBeGreaterThan(0);
}

it('R114: the address of an incoming hook is shown once, posts into the chat, and ends', async () => {
  const ann = await stage.member('ann');
  const { app } = ann;
  await openIntegrations(ann, 'Harbour');
  expect(await seriousFindings(app.page)).toEqual([]);
  await dialog(app).getByLabel('Name', { exact: true }).fill('Grafana');
  await app.button('Make address').click();
  await app.button('Copy address').waitFor();
  const url = await dialog(app)
    .getByText(/\/api\/v1\/hooks\//)
    .innerText();
  await dialog(app)
    .getByRole('list', { name: 'Programs that post here' })
    .getByText('not used yet')
    .waitFor();
  expect(await seriousFindings(app.page)).toEqual([]);

  const post = (text: string) =>
    fetch(`${stage.server.url}${new URL(url).pathname}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
    });
  expect((await post('The tide is high')).status).toBe(200);
  await app.page.getByText('The tide is high').first().waitFor();

  await app.button('Delete Grafana').click();
  const question = app.dialog('Delete Grafana?');
  await question.waitFor();
  await question.getByRole('button', { name: 'Delete' }).click();
  await dialog(app).getByText('There are none.').waitFor();
  expect((await post('And low again')).status).toBe(404);
  expect(await dialog(app).getByText(url).count()).toBe(0);
});

it('R118: on a phone in the dark, an outgoing hook that fails says why, and is tried again', async () => {
  const bob = await stage.member('bob', { ...phone, colorScheme: 'dark' });
  const { app, screen } = bob;
  const room = await openIntegrations(bob, 'Night shift');
  await app.page.getByRole('radio', { name: 'Out of this chat' }).tap();
  await dialog(app).getByLabel('Name', { exact: true }).fill('Archive');
  const address = dialog(app).getByLabel('Address to tell', { exact: true });
  screen.excuse(/status of 400 .*\/outgoing-hooks/);
  await address.fill('http://192.168.1.1/told');
  await app.button('Add address').tap();
  await dialog(app).getByText('That address is not on the public internet.').waitFor();
  expect(await seriousFindings(app.page)).toEqual([]);
  await address.fill(refuserUrl);
  await app.button('Add address').tap();
  await app.button('Copy secret').waitFor();

  await writeIn(bob.person, room);
  await failed(bob.person, room);
  await app.button('Last tries of Archive').tap();
  await dialog(app).getByText('The other side answered 503.').first().waitFor();
  await dialog(app)
    .getByText(/^Failing since/)
    .waitFor();
  expect(await seriousFindings(app.page)).toEqual([]);
  await app.button('Try Archive again').tap();
  await app.page.getByText('Archive is tried again').waitFor();
  await app.button('Turn off Archive').tap();
  await dialog(app)
    .getByText(/^Somebody turned it off/)
    .waitFor();
  expect(await seriousFindings(app.page)).toEqual([]);
  await app.button('Turn on Archive').tap();
  await app.button('Turn off Archive').waitFor();
  await app.button('Delete Archive').tap();
  await app.dialog('Delete Archive?').getByRole('button', { name: 'Delete' }).tap();
  await dialog(app).getByText('There are none.').waitFor();
});
