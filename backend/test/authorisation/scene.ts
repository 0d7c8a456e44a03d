// Rooms for the matrix: one in which everyone has their standing, one that is none of theirs, one that is all of theirs.
import { type Address, addresses, type RoomId } from '@sup/protocol';
import {
  type Answer,
  callRoute,
  message,
  newId,
  type Place,
  type RouteAsk,
  type TestPerson,
} from '@sup/testkit';
import { type Actor, type Cast, membersOf } from './people.ts';

const { rooms, messages, hooks, invites } = addresses;

/** A room, and one of each thing in it. */
export interface Things {
  readonly room: RoomId;
  /** Has a reply. */
  readonly message: string;
  readonly incoming: string;
  readonly outgoing: string;
  readonly invite: string;
}

/** What stands in bodies of a room: it may reach nobody who is not in it. */
export const markOf = (room: string) => `only for ${room}`;

type Sent = { message: string };

/** Calls a route with a token. */
function callAs<Body = Record<string, unknown>>(
  place: Pick<Place, 'url'>,
  { token }: { token?: string | undefined },
  { address, ...ask }: RouteAsk & { address: Address },
): Promise<Answer<Body>> {
  return callRoute<Body>(place, address, {
    ...ask,
    headers: token ? { authorization: `Bearer ${token}` } : {},
  });
}

async function mustAs<Body>(
  place: Pick<Place, 'url'>,
  who: { token?: string },
  ask: RouteAsk & { address: Address },
): Promise<Body> {
  const { status, body } = await callAs<Body>(place, who, ask);
  if (status !== 200) throw new Error(`${ask.address.path}: ${status} ${JSON.stringify(body)}`);
  return body;
}

function sendAs(
  place: Pick<Place, 'url'>,
  who: { token?: string },
  { room, thread }: { room: RoomId; thread?: string },
): Promise<Sent> {
  const { room: _, ...body } = message(room, markOf(room), thread === undefined ? {} : { thread });
  return mustAs<Sent>(place, who, { address: messages.send, params: { room }, body });
}

export class Scene {
  readonly room: RoomId;
  readonly #place: Place;
  readonly #cast: Cast;
  readonly #said = new Map<string, string>();
  readonly #made = new Map<string, Promise<unknown>>();

  private constructor(place: Place, cast: Cast, room: RoomId) {
    this.room = room;
    this.#place = place;
    this.#cast = cast;
  }

  /** A channel or public space in which every actor has their standing, has said something, and has been acted upon as their name says. */
  static async open(place: Place, cast: Cast, kind: 'channel' | 'space' = 'channel'): Promise<Scene> {
    const { owner, actors, bystander, removed, banned, muted } = cast;
    const room = await roomOf(owner, {
      kind,
      members: membersOf(cast),
      ...(kind === 'space' && { public: true }),
    });
    const scene = new Scene(place, cast, room);
    // Nothing is said in a space.
    const speakers =
      kind === 'space'
        ? []
        : [...actors.filter(({ role, scope }) => role && scope?.write !== false), removed, banned, bystander];
    const params = (user: string) => ({ params: { room, user } });
    await Promise.all([
      ...actors.flatMap(({ id, role }) =>
        role === undefined || role === 'member' || role === 'owner'
          ? []
          : [owner.must(rooms.addMember, { ...params(id), body: { role } })],
      ),
      ...speakers.map(async (who) => {
        scene.#said.set(who.id, (await sendAs(place, who, { room })).message);
      }),
    ]);
    if (kind !== 'space') await sendAs(place, bystander, { room, thread: scene.there });
    await Promise.all([
      owner.must(rooms.removeMember, params(removed.id)),
      owner.must(rooms.ban, { ...params(banned.id), body: {} }),
      ...(kind === 'space' ? [] : [owner.must(rooms.mute, { ...params(muted.id), body: {} })]),
    ]);
    return scene;
  }

  /** A message of the bystander, with a reply. */
  get there(): string {
    return this.#said.get(this.#cast.bystander.id) ?? '';
  }

  /** What this person said here; undefined if they never did. */
  saidBy({ id }: Pick<Actor, 'id'>): string | undefined {
    return this.#said.get(id);
  }

  /** A poll of somebody who has spoken here, else of the bystander; anonymous, so that votes leave nothing in the log. */
  pollOf(who: Pick<Actor, 'id' | 'token' | 'isMuted'>, what: string): Promise<string> {
    const by = this.#said.has(who.id) && who.token ? who : this.#cast.bystander;
    return this.once(`${what} by ${by.id}`, () => this.#ask(by));
  }

  async #ask(by: Pick<Actor, 'id' | 'token' | 'isMuted'>): Promise<string> {
    const { room } = this;
    const mute = { params: { room, user: by.id } };
    const { room: _, ...said } = message(room, `${markOf(room)}\n- Yes\n- No`);
    const body = { ...said, poll: { choices: 2, anonymous: true } };
    if (by.isMuted) await this.#cast.owner.must(rooms.unmute, mute);
    const ask = { address: messages.send, params: { room }, body };
    const sent = await mustAs<Sent>(this.#place, by.token ? { token: by.token } : {}, ask);
    if (by.isMuted) await this.#cast.owner.must(rooms.mute, { ...mute, body: {} });
    return sent.message;
  }

  /** The head of the room, as its owner sees it. */
  async head(): Promise<number> {
    const { room } = this;
    const { body } = await callAs<{ room: { head: number } }>(this.#place, this.#cast.owner, {
      address: rooms.get,
      params: { room },
    });
    return body.room.head;
  }

  /** What is made at most once for this scene. */
  once<Made>(name: string, make: () => Promise<Made>): Promise<Made> {
    const made = (this.#made.get(name) as Promise<Made> | undefined) ?? make();
    this.#made.set(name, made);
    return made;
  }

  incoming(): Promise<{ id: string; secret: string }> {
    return this.once('incoming', () => incomingOf(this.#cast.owner, this.room));
  }

  outgoing(): Promise<string> {
    return this.once('outgoing', () => outgoingOf(this.#cast.owner, this.room));
  }

  invite(by: TestPerson = this.#cast.owner): Promise<{ id: string; code: string }> {
    return this.once(`invite by ${by.handle}`, () => inviteOf(by, this.room));
  }
}

async function roomOf(
  by: TestPerson,
  more: { kind: string; members: readonly string[]; public?: boolean },
): Promise<RoomId> {
  const body = { cmid: newId(), name: 'A room', history: 'all', ...more };
  const { room } = await by.must<{ room: { id: RoomId } }>(rooms.create, { body });
  return room.id;
}

/** A new address at which programs post. */
async function incomingOf(by: TestPerson, room: RoomId): Promise<{ id: string; secret: string }> {
  const made = await by.must<{ hook: { id: string }; url: string }>(hooks.makeIncoming, {
    params: { room },
    body: { name: 'In' },
  });
  return { id: made.hook.id, secret: made.url.split('/').at(-1) ?? '' };
}

/** A new hook to where nobody listens. */
async function outgoingOf(by: TestPerson, room: RoomId): Promise<string> {
  const made = await by.must<{ hook: { id: string } }>(hooks.makeOutgoing, {
    params: { room },
    body: { name: 'Out', url: unheard },
  });
  return made.hook.id;
}

async function inviteOf(by: TestPerson, room: RoomId): Promise<{ id: string; code: string }> {
  const { invite, code } = await by.must<{ invite: { id: string }; code: string }>(invites.create, {
    params: { room },
    body: {},
  });
  return { id: invite.id, code };
}

/** An address that outgoing requests may have, and where nobody listens. */
const unheard = 'http://127.0.0.1:9/';

/** A group with one of each thing. */
export async function thingsOf(place: Place, by: TestPerson, members: readonly string[]): Promise<Things> {
  const room = await roomOf(by, { kind: 'group', members });
  const root = (await sendAs(place, by, { room })).message;
  await sendAs(place, by, { room, thread: root });
  return {
    room,
    message: root,
    incoming: (await incomingOf(by, room)).id,
    outgoing: await outgoingOf(by, room),
    invite: (await inviteOf(by, room)).id,
  };
}
