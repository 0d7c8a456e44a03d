// Invitations from outside: over REST, with sockets that follow, on a server that takes new accounts by invitation only.
import { type Address, addresses, type InvitePreview, type RoomId, type RoomView } from '@sup/protocol';
import {
  callRoute,
  message,
  newId,
  password,
  type ServerHere,
  startServerHere,
  type TestPerson,
} from '@sup/testkit';
import { TestPerson as Person } from '@sup/testkit/people';
import { afterAll, beforeAll, expect, test } from 'vitest';

const { invites } = addresses;
let sup: ServerHere;
let ann: TestPerson;
let room: RoomId;

async function signUp(handle: string, invite?: string) {
  const device = newId<'DeviceId'>();
  const body = { handle, name: handle, password, device, client: 'test', ...(invite && { invite }) };
  const answer = await callRoute<ConstructorParameters<typeof Person>[2] & { code?: string }>(
    sup,
    addresses.auth.register,
    { body },
  );
  return { answer, person: () => new Person(sup, device, answer.body) };
}

interface Made {
  readonly code: string;
  readonly link: string;
  readonly invite: { readonly id: string };
}
const make = (body: object = {}) => ann.must<Made>(invites.create, { params: { room }, body });
const nobody = (address: Address, code: string) => callRoute(sup, address, { body: { code } });

beforeAll(async () => {
  sup = await startServerHere({ settings: { SUP_REGISTRATION: 'invite' } });
  ann = (await signUp('ann', sup.adminCode)).person();
  room = await ann.group([], { name: 'Hikers', topic: 'Every other Sunday' });
});
afterAll(() => sup.stop());

test('R125: anyone with the code sees where it leads, without signing in', async () => {
  const { code } = await make();
  const { status, body } = await callRoute<{ preview: InvitePreview }>(sup, invites.preview, {
    body: { code },
  });
  expect(status).toBe(200);
  expect(body.preview).toMatchObject({ name: 'Hikers', topic: 'Every other Sunday', memberCount: 1 });
  expect(Object.keys(body.preview).toSorted()).toEqual(
    ['by', 'expiresAt', 'kind', 'memberCount', 'name', 'role', 'topic'].toSorted(),
  );
  expect((await nobody(invites.preview, 'nonsense')).body).toMatchObject({ code: 'link-invalid' });
  expect((await nobody(invites.redeem, code)).body).toMatchObject({ code: 'not-signed-in' });
});

test('R126: one signs up with an invitation, is in the room, and hears what is said from then on', async () => {
  expect((await signUp('eve')).answer.body).toMatchObject({ code: 'registration-by-invite' });
  const { code } = await make({ usesMax: 1 });
  const watching = await ann.connect();
  const bob = (await signUp('bob', code)).person();
  const { entries } = await watching.next('entries');
  expect(entries).toMatchObject([{ kind: 'member.joined', user: bob.id, role: 'member' }]);
  const socket = await bob.connect();
  await ann.must(addresses.messages.send, { params: { room }, body: body('welcome') });
  expect((await socket.next('entries')).entries).toMatchObject([{ kind: 'message', body: 'welcome' }]);
  const { room: view } = await bob.must<{ room: RoomView }>(invites.redeem, { body: { code } });
  expect(view).toMatchObject({ id: room, name: 'Hikers', memberCount: 2 });
  expect((await signUp('eve', code)).answer.body).toMatchObject({ code: 'link-invalid' });
});

test('R121: an invitation that is taken back while its page is open leads nowhere', async () => {
  const { code, invite } = await make();
  const cid = (await signUp('cid', (await make()).code)).person();
  await cid.must(addresses.rooms.leave, { params: { room } });
  await ann.must(invites.revoke, { params: { room, invite: invite.id } });
  expect((await cid.call(invites.redeem, { body: { code } })).body).toMatchObject({ code: 'link-invalid' });
  const { invites: left } = await ann.must<{ invites: { id: string }[] }>(invites.list, { params: { room } });
  expect(left.map(({ id }) => id)).not.toContain(invite.id);
  expect((await cid.call(invites.list, { params: { room } })).body).toMatchObject({ code: 'room-not-found' });
});

/** A message's fields without the room, which stands in the path. */
function body(text: string) {
  const { room: _room, ...rest } = message(room, text);
  return rest;
}
