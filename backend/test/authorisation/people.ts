// Who asks: a person of each standing in a room, two bots, somebody who came by a guest link, and whoever is nobody.
import { addresses, type Role, type SignedIn, type UserId } from '@sup/protocol';
import {
  callRoute,
  hello,
  newId,
  openSocket,
  type Place,
  register,
  type ServerHere,
  type TestPerson,
  type TestSocket,
} from '@sup/testkit';

export interface Actor {
  readonly name: string;
  readonly id: UserId;
  /** Absent: signed in as nobody. */
  readonly token?: string;
  readonly person?: TestPerson;
  readonly socket?: TestSocket;
  /** In the rooms of the matrix; absent: not in them. */
  readonly role?: Role;
  readonly isMuted?: boolean;
  readonly isAdministrator?: boolean;
  /** Came by a guest link, to a room that is none of the matrix. */
  readonly isGuest?: boolean;
  /** Of a bot: what its token allows. */
  readonly scope?: { readonly read: boolean; readonly write: boolean };
}

const roles: Readonly<Record<string, Role>> = {
  guest: 'guest',
  member: 'member',
  muted: 'member',
  moderator: 'moderator',
  admin: 'admin',
  owner: 'owner',
};
const outside = ['stranger', 'removed', 'banned', 'administrator'];

export interface Cast {
  /** In the order of their standing, nobody first. */
  readonly actors: readonly Actor[];
  readonly owner: TestPerson;
  readonly removed: TestPerson;
  readonly banned: TestPerson;
  readonly muted: TestPerson;
  /** A member whom others act upon. */
  readonly bystander: TestPerson;
  /** Somebody who is in no room of the matrix, and asks for nothing. */
  readonly newcomer: TestPerson;
  /** Who has rooms of their own, with none of the actors. */
  readonly outsider: TestPerson;
}

/** Registers everyone, and opens a socket for each. */
export async function castOf(server: ServerHere): Promise<Cast> {
  const names = [...outside, ...Object.keys(roles), 'bystander', 'newcomer', 'outsider'];
  const people = new Map(
    await Promise.all(names.map(async (name) => [name, await register(server, `the-${name}`)] as const)),
  );
  const person = (name: string): TestPerson => people.get(name)!;
  await person('administrator').must(addresses.auth.claimAdmin, { body: { code: server.adminCode } });
  const actors = [...outside, ...Object.keys(roles)].map(async (name): Promise<Actor> => {
    const { id, token } = person(name);
    return {
      name,
      id,
      token,
      person: person(name),
      socket: await person(name).connect(),
      ...(roles[name] && { role: roles[name] }),
      ...(name === 'muted' && { isMuted: true }),
      ...(name === 'administrator' && { isAdministrator: true }),
    };
  });
  const nobody: Actor = { name: 'nobody', id: person('stranger').id };
  const owner = person('owner');
  const bots = [
    await botOf(server, owner, { name: 'bot', scope: { read: true, write: true } }),
    await botOf(server, owner, { name: 'reading-bot', scope: { read: true, write: false } }),
  ];
  return {
    actors: [nobody, ...(await Promise.all(actors)), ...bots, await guestOf(server, owner)],
    owner,
    removed: person('removed'),
    banned: person('banned'),
    muted: person('muted'),
    bystander: person('bystander'),
    newcomer: person('newcomer'),
    outsider: person('outsider'),
  };
}

async function botOf(
  place: Place,
  owner: TestPerson,
  { name, scope }: Pick<Actor, 'name'> & { scope: { read: boolean; write: boolean } },
): Promise<Actor> {
  const { bot } = await owner.must<{ bot: { bot: { id: UserId } } }>(addresses.bots.create, {
    body: { handle: `the-${name}`, name },
  });
  const params = { bot: bot.bot.id };
  const { secret } = await owner.must<{ secret: string }>(addresses.bots.makeToken, {
    params,
    body: { name, ...scope },
  });
  const socket = await openSocket(place.wsUrl);
  socket.say(hello(secret, owner.device));
  await socket.next('welcome');
  return { name, id: bot.bot.id, token: secret, socket, role: 'member', scope };
}

/** Somebody without an account, in a room of their own with its owner. */
export async function guestOf(place: Place, owner: TestPerson): Promise<Actor & { token: string }> {
  const room = await owner.group([]);
  const device = newId<'DeviceId'>();
  const { code } = await owner.must<{ code: string }>(addresses.invites.create, {
    params: { room },
    body: forGuests,
  });
  const { body } = await callRoute<SignedIn>(place, addresses.invites.enter, {
    body: { code, name: 'Gil', device },
  });
  const socket = await openSocket(place.wsUrl);
  socket.say(hello(body.accessToken, device));
  await socket.next('welcome');
  return { name: 'guest by link', id: body.self.id, token: body.accessToken, socket, isGuest: true };
}

/** What makes an invitation one for people without an account. */
export const forGuests = { role: 'guest', guests: true, expiresInSeconds: 86_400 };

/** Ids of everyone who is to be in a room from its beginning. */
export function membersOf({ actors, bystander, owner }: Cast): UserId[] {
  const inside = actors.filter(
    ({ role, name }) => role !== undefined || name === 'removed' || name === 'banned',
  );
  return [...inside.map(({ id }) => id), bystander.id].filter((id) => id !== owner.id);
}
