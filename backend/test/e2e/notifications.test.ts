// "Why was I (not) notified?" through both doors of a real server, and what a person sets for themselves on two devices.
import { addresses, type NotificationView, stateKey } from '@sup/protocol';
import {
  message,
  Refused,
  registerAll,
  type ServerHere,
  signIn,
  startServerHere,
  type TestPerson,
  type TestSocket,
} from '@sup/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';

let sup: ServerHere;
beforeAll(async () => {
  sup = await startServerHere({ settings: { SUP_RATE_LIMITS: 'off' } });
});
afterAll(() => sup.stop());

const overRest = (person: TestPerson, params: { room: string; message: string }) =>
  person.call<NotificationView & { code?: string }>(addresses.messages.notification, { params });
const overSocket = (socket: TestSocket, ask: { room: string; message: string }) =>
  socket.ask<NotificationView>('message.notification', ask);

test('R100: both doors tell the same of a message, and nothing to who may not see it', async () => {
  const [ann, bob, eve] = await registerAll(sup, ['ann1', 'bob1', 'eve1']);
  const room = await ann.group([bob]);
  const [anns, eves] = [await ann.connect(), await eve.connect()];
  const sent = await anns.ask<{ message: string }>(
    'message.send',
    message(room, 'hello', { mentions: [bob.id] }),
  );
  const asked = { room, message: sent.message };
  expect((await overRest(bob, asked)).body).toEqual({ notify: true, rule: 'mention' });
  const bobs = await bob.connect();
  expect(await overSocket(bobs, asked)).toMatchObject({ notify: true, rule: 'mention' });
  expect(await overSocket(anns, asked)).toEqual({ notify: false, rule: 'own' });
  expect((await overRest(eve, asked)).body.code).toBe('room-not-found');
  await expect(overSocket(eves, asked)).rejects.toThrow(Refused);
});

test('R101: who has Sup open is active; blocked people notify nobody, whatever they write', async () => {
  const [ann, bob] = await registerAll(sup, ['ann2', 'bob2']);
  const room = await ann.group([bob]);
  const [anns, bobs] = [await ann.connect(), await bob.connect()];
  const sent = await anns.ask<{ message: string }>(
    'message.send',
    message(room, 'hello', { mentions: [bob.id] }),
  );
  const asked = { room, message: sent.message };
  expect(await overSocket(bobs, asked)).toEqual({ notify: false, rule: 'active-elsewhere' });
  await bob.must(addresses.users.block, { params: { user: ann.id } });
  expect(await overSocket(bobs, asked)).toEqual({ notify: false, rule: 'blocked' });
});

test('R104: what is set on one device is told to the other, counts at once, and stays', async () => {
  const [ann, bob] = await registerAll(sup, ['ann3', 'bob3']);
  const room = await ann.group([bob]);
  const anns = await ann.connect();
  const sent = await anns.ask<{ message: string }>('message.send', message(room, 'hello'));
  const asked = { room, message: sent.message };
  const [phone, desk] = [await bob.connect(), await (await signIn(sup, bob)).connect()];
  await phone.ask('state.set', { key: stateKey.level(room), value: { level: 'nothing' } });
  const { items } = await desk.next('state');
  expect(items).toMatchObject([{ key: stateKey.level(room), value: { level: 'nothing' } }]);
  const decided = { notify: false, rule: 'room-setting', level: 'nothing', usual: false };
  expect(await overSocket(desk, asked)).toEqual(decided);
  await expect(
    phone.ask('state.set', { key: stateKey.doNotDisturb(), value: { zone: 'Nowhere/Land', hours: [] } }),
  ).rejects.toThrow(Refused);
});
