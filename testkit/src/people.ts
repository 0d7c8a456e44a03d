// ann, bob, cid …: people with accounts on a server, who act over REST and over raw sockets.
import { randomBytes } from 'node:crypto';
import {
  type Address,
  addresses,
  apiPath,
  type DeviceId,
  makeId,
  type RoomId,
  type RoomView,
  type SignedIn,
  type UserId,
} from '@sup/protocol';
import { hello, openSocket, type TestSocket } from './open-socket.ts';

export const password = 'correct horse battery staple';

/** A new id of any kind. */
export const newId = <Name extends string>() => makeId<Name>(Date.now(), randomBytes(10));

/** Where a server is. */
export interface Place {
  readonly url: string;
  readonly wsUrl: string;
}

/** An answer of REST, whatever its status. */
export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export class TestPerson {
  readonly handle: string;
  readonly id: UserId;
  readonly device: DeviceId;
  readonly session: string;
  readonly refreshToken: string;
  readonly recoveryCodes: readonly string[];
  token: string;
  readonly #place: Place;

  constructor(place: Place, device: DeviceId, signedIn: SignedIn) {
    this.#place = place;
    this.device = device;
    this.handle = signedIn.self.handle;
    this.id = signedIn.self.id;
    this.session = signedIn.session;
    this.token = signedIn.accessToken;
    this.refreshToken = signedIn.refreshToken ?? '';
    this.recoveryCodes = signedIn.recoveryCodes ?? [];
  }

  /** Calls a route as this person; answers also what failed. */
  call<Body = Record<string, unknown>>(address: Address, ask: RouteAsk = {}): Promise<Answer<Body>> {
    const headers = { authorization: `Bearer ${this.token}`, ...ask.headers };
    return callRoute<Body>(this.#place, address, { ...ask, headers });
  }

  /** Calls a route; throws unless it succeeds. */
  async must<Body>(address: Address, ask: RouteAsk = {}): Promise<Body> {
    const { status, body } = await this.call<Body>(address, ask);
    if (status !== 200) throw new Error(`${address.path}: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  /** Opens a socket, says hello and waits for the welcome. */
  async connect(more: object = {}): Promise<TestSocket> {
    const socket = await openSocket(this.#place.wsUrl);
    socket.say(hello(this.token, this.device, more));
    await socket.next('welcome');
    return socket;
  }

  /** The room shared with another person. */
  async direct(other: { id: UserId }): Promise<RoomId> {
    const { room } = await this.must<{ room: RoomView }>(addresses.rooms.openDirect, {
      body: { user: other.id },
    });
    return room.id;
  }

  /** A new group with others. */
  async group(others: readonly { id: UserId }[], more: object = {}): Promise<RoomId> {
    const { room } = await this.must<{ room: RoomView }>(addresses.rooms.create, {
      body: {
        cmid: newId<'Cmid'>(),
        kind: 'group',
        name: 'Friends',
        members: others.map(({ id }) => id),
        ...more,
      },
    });
    return room.id;
  }
}

export interface RouteAsk {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls a route as nobody in particular. */
export async function callRoute<Body = Record<string, unknown>>(
  { url }: Pick<Place, 'url'>,
  { method, path }: Address,
  { params = {}, query = {}, body, headers = {} }: RouteAsk = {},
): Promise<Answer<Body>> {
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  const response = await fetch(`${url}${apiPath}${filled}${search && `?${search}`}`, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
}

/** Registers a person. */
export async function register(place: Place, handle: string): Promise<TestPerson> {
  const device = newId<'DeviceId'>();
  const name = handle.charAt(0).toUpperCase() + handle.slice(1);
  const { status, body } = await callRoute<SignedIn>(place, addresses.auth.register, {
    body: { handle, name, password, device, client: 'test' },
  });
  if (status !== 200) throw new Error(`${handle} cannot register: ${status} ${JSON.stringify(body)}`);
  return new TestPerson(place, device, body);
}

/** Signs a person in on another device. */
export async function signIn(place: Place, { handle }: { handle: string }): Promise<TestPerson> {
  const device = newId<'DeviceId'>();
  const { status, body } = await callRoute<SignedIn>(place, addresses.auth.login, {
    body: { handle, password, device, client: 'test' },
  });
  if (status !== 200) throw new Error(`${handle} cannot sign in: ${status} ${JSON.stringify(body)}`);
  return new TestPerson(place, device, body);
}

/** Registers several people, in the order of their handles. */
export async function registerAll<const Handles extends readonly string[]>(
  place: Place,
  handles: Handles,
): Promise<{ [Index in keyof Handles]: TestPerson }> {
  const people: TestPerson[] = [];
  for (const handle of handles) people.push(await register(place, handle));
  return people as { [Index in keyof Handles]: TestPerson };
}

/** The fields of a message.send. */
export function message<More extends object>(room: RoomId, body: string, more?: More) {
  return { room, cmid: newId<'Cmid'>(), since: 0, body, ...more };
}
