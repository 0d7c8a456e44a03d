// People and rooms, made through the front door like anyone's.
import { randomBytes } from 'node:crypto';
import type { RoomId, SignedIn, UserId } from '@sup/protocol';
import { type Address, addresses, apiPath, limits, makeId } from '@sup/protocol/wire';
import type { Person } from '../load/sup-client.ts';

/** Someone with an account, and who they are. */
export interface Account extends Person {
  readonly id: UserId;
  readonly handle: string;
}

/** Everyone's password in a bench. */
export const password = 'a bench has no secrets';
const atOnce = 4;

/** Registers so many people. */
export async function makePeople(url: string, count: number): Promise<Account[]> {
  return inTurns(
    Array.from({ length: count }, (_, index) => index),
    (index) => makePerson(url, index),
  );
}

async function makePerson(url: string, index: number): Promise<Account> {
  const device = makeId<'DeviceId'>(Date.now(), randomBytes(10));
  const handle = `person${index}x${randomBytes(3).toString('hex')}`;
  const body = { handle, name: `Person ${index}`, password, device, client: 'bench' };
  const { accessToken, self } = await call<SignedIn>({ url, address: addresses.auth.register, body });
  return { id: self.id, handle, token: accessToken, device };
}

/** Makes a group in which all of them are, the first as its owner. */
export async function makeGroup(url: string, people: readonly Account[]): Promise<RoomId> {
  const [owner, ...others] = people;
  if (!owner) throw new Error('a group needs an owner');
  const cmid = makeId<'Cmid'>(Date.now(), randomBytes(10));
  const first = others.slice(0, limits.groupCreateMembersMax).map(({ id }) => id);
  const { room } = await call<{ room: { id: RoomId } }>({
    url,
    address: addresses.rooms.create,
    by: owner,
    body: { cmid, kind: 'group', name: `${people.length} people`, members: first },
  });
  for (const { id } of others.slice(first.length)) {
    const params = { room: room.id, user: id };
    await call({ url, address: addresses.rooms.addMember, by: owner, params, body: {} });
  }
  return room.id;
}

/** Opens the room that two people share. */
export async function makeDirect(url: string, [one, other]: readonly [Account, Account]): Promise<RoomId> {
  const { room } = await call<{ room: { id: RoomId } }>({
    url,
    address: addresses.rooms.openDirect,
    by: one,
    body: { user: other.id },
  });
  return room.id;
}

/** Does a few at a time, and answers the results in order. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < items.length; from += atOnce) {
    results.push(...(await Promise.all(items.slice(from, from + atOnce).map(act))));
  }
  return results;
}

interface Call {
  readonly url: string;
  readonly address: Address;
  readonly by?: Person;
  readonly params?: Record<string, string>;
  readonly body: object;
}

async function call<Answer>({ url, address, by, params = {}, body }: Call): Promise<Answer> {
  const path = address.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '');
  const response = await fetch(`${url}${apiPath}${path}`, {
    method: address.method,
    headers: { 'content-type': 'application/json', ...(by ? { authorization: `Bearer ${by.token}` } : {}) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${address.method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}
