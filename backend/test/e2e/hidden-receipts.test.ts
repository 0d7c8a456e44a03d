// Hidden receipts as people see them: two clients of the sdk and a real server.
import { type Client, createClient } from '@sup/sdk';
import { nodePlatform } from '@sup/sdk/node';
import { password, startServerHere } from '@sup/testkit';
import { expect, test, vi } from 'vitest';

const patience = { timeout: 20_000, interval: 50 };

async function person(url: string, handle: string): Promise<Client> {
  const client = createClient({ url, platform: nodePlatform() });
  await client.start();
  await client.session.register({ handle, name: handle, password });
  await client.connection.whenReady();
  return client;
}

const lastOf = (client: Client, id: Parameters<Client['room']>[0]) => {
  const item = client.room(id).getSnapshot().items.at(-1);
  return item?.kind === 'message' ? item : undefined;
};

test('R160, R163: a sender whose peer hides receipts sees no ticks, and sees them again for what comes after', async () => {
  await using server = await startServerHere({ settings: { SUP_RATE_LIMITS: 'off' } });
  const [ann, bob] = [await person(server.url, 'ann'), await person(server.url, 'bob')];
  const to = bob.self.getSnapshot()?.id;
  if (!to) throw new Error('bob is signed in');
  const { id } = await ann.rooms.openDirect(to);
  ann.room(id).open();
  bob.room(id).open();
  await vi.waitFor(() => expect(bob.room(id).getSnapshot().state).toBe('ready'), patience);
  const says = async (text: string) => {
    await ann.room(id).settled(ann.room(id).send(text));
    await vi.waitFor(() => expect(lastOf(bob, id)?.body).toBe(text), patience);
    bob.room(id).markRead();
    await bob.drained();
  };
  await says('seen');
  await vi.waitFor(() => expect(lastOf(ann, id)?.status).toBe('read'), patience);
  bob.settings.setHidesReceipts(true);
  await bob.drained();
  await says('hidden');
  // Ann writes, Bob answers: whatever was told before his answer is here by now.
  await bob.room(id).settled(bob.room(id).send('an answer'));
  await vi.waitFor(() => expect(lastOf(ann, id)?.body).toBe('an answer'), patience);
  const hidden = ann
    .room(id)
    .getSnapshot()
    .items.findLast((item) => item.kind === 'message' && item.mine);
  expect(hidden).toMatchObject({ body: 'hidden', status: 'sent' });
  // Bob, too, learns nothing of Ann's reading.
  ann.room(id).markRead();
  await ann.drained();
  await ann.room(id).settled(ann.room(id).send('and more'));
  await vi.waitFor(() => expect(lastOf(bob, id)?.body).toBe('and more'), patience);
  const answer = bob
    .room(id)
    .getSnapshot()
    .items.findLast((item) => item.kind === 'message' && item.mine);
  expect(answer).toMatchObject({ body: 'an answer', status: 'sent' });
  if (hidden?.kind !== 'message' || !hidden.id) throw new Error('it was sent');
  expect(await ann.room(id).receipts(hidden.id)).toMatchObject({ told: 'each', people: [] });
  expect(await bob.room(id).receipts(hidden.id)).toEqual({ told: 'nothing', because: 'mine-hidden' });

  bob.settings.setHidesReceipts(false);
  await bob.drained();
  await says('seen again');
  await vi.waitFor(() => expect(lastOf(ann, id)?.status).toBe('read'), patience);
  await ann.stop();
  await bob.stop();
}, 120_000);
