// Auth and users over the store, time faked, everything else real: for tests of these services.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cmid, type DeviceId, makeId, type RoomId, type UserId } from '@sup/protocol';
import { FakeClock } from '@sup/testkit/fake-clock';
import { dropStore } from '@sup/testkit/test-store';
import { topics, type UserEvent } from '../src/bus/bus.ts';
import { systemClock } from '../src/clock.ts';
import { sqlAccounts } from '../src/drivers/sql/accounts.ts';
import { sqlAudit } from '../src/drivers/sql/audit.ts';
import { sqlBots } from '../src/drivers/sql/bots.ts';
import { sqlContacts } from '../src/drivers/sql/contacts.ts';
import { sqlGuests } from '../src/drivers/sql/guests.ts';
import { sqlInvites } from '../src/drivers/sql/invites.ts';
import { sqlOwnStream } from '../src/drivers/sql/own-stream.ts';
import { sqlRequests } from '../src/drivers/sql/requests.ts';
import { sqlSessions } from '../src/drivers/sql/sessions.ts';
import { sqlSigningKeys } from '../src/drivers/sql/signing-keys.ts';
import { sqlUsers } from '../src/drivers/sql/users.ts';
import { type AuthOptions, createAuth, type Granted } from '../src/services/auth/index.ts';
import type { Caller } from '../src/services/caller.ts';
import { createContacts } from '../src/services/contacts/index.ts';
import { createInvites } from '../src/services/invites/index.ts';
import { contentDigest, createLog } from '../src/services/log/index.ts';
import { messageViews } from '../src/services/messaging/index.ts';
import { createOwnStream } from '../src/services/own-stream/index.ts';
import { createRooms } from '../src/services/rooms/index.ts';
import { createUsers } from '../src/services/users/index.ts';
import { createTelemetry } from '../src/telemetry/index.ts';
import { openTestStore } from './open-test-store.ts';

export type AuthWorld = Awaited<ReturnType<typeof openAuthWorld>>;

export { codeOf } from './code-of.ts';

/** Good enough a password for everyone, and not a common one. */
export const password = 'tangerine bicycle 42';

const from = { address: '192.0.2.1' };

/** Opens a server's worth of auth in a directory of its own, or again in `directory`. */
export async function openAuthWorld(
  given: Partial<AuthOptions> & { clock?: FakeClock; directory?: string } = {},
) {
  const { clock = new FakeClock(), directory = mkdtempSync(join(tmpdir(), 'sup-auth-')), ...options } = given;
  const { telemetry: real } = createTelemetry({ clock: systemClock, level: 'silent', part: 'test' });
  const limited: string[] = [];
  const telemetry = {
    ...real,
    rateLimitReached: (name: string) => limited.push(name),
    queueLimitReached: (name: string) => limited.push(name),
  };
  const crash = (error: Error) => {
    throw error;
  };
  const engine = await openTestStore(join(directory, 'data'), { clock, telemetry: real, crash });
  const { bus, sql, roomIndex } = engine;
  const ownStream = createOwnStream({ store: sqlOwnStream(sql), bus, rooms: roomIndex });
  const users = createUsers({ store: sqlUsers(sql), ownStream, bus, clock });
  const keys = sqlSigningKeys(sql);
  const digest = contentDigest(await keys.secret(clock.random(32)));
  const log = createLog({ store: engine.roomLog, bus, clock, digest, telemetry: real });
  const audit = sqlAudit(sql, clock);
  const contacts = createContacts({
    store: sqlContacts(sql),
    index: roomIndex,
    history: engine.history,
    messages: messageViews,
    users,
    ownStream,
    ownStreamStore: sqlOwnStream(sql),
    audit,
    bus,
    clock,
    telemetry,
    // These people have better things to do than to become acquainted.
    options: { strangers: 'open' },
  });
  const rooms = createRooms({
    log,
    index: roomIndex,
    spaces: engine.spaceIndex,
    history: engine.history,
    users,
    cursors: {
      markers: async () => new Map(),
      receipts: async () => new Map(),
      own: async () => new Map(),
      hides: async () => false,
    },
    contacts,
    ownStream,
    bus,
    clock,
    options: { roomGraceDays: 7 },
  });
  const invites = createInvites({
    store: sqlInvites(sql),
    requests: sqlRequests(sql),
    rooms,
    roomIndex,
    users,
    clock,
    telemetry,
    options: { publicUrl: 'https://chat.example.org', rateLimits: options.rateLimits ?? false },
  });
  const auth = await createAuth({
    accounts: sqlAccounts(sql),
    bots: sqlBots(sql),
    sessions: sqlSessions(sql),
    guestStore: sqlGuests(sql),
    keys,
    audit,
    invites,
    rooms,
    roomIndex,
    users,
    ownStream,
    bus,
    clock,
    telemetry,
    options: {
      registration: 'open',
      accessTokenSeconds: 900,
      refreshTokenDays: 30,
      publicUrl: 'https://chat.example.org',
      rateLimits: false,
      ...options,
    },
  });
  const newId = <Name extends string>() => makeId<Name>(clock.now(), clock.random(10));
  const here = () => ({ device: newId<'DeviceId'>() as DeviceId, client: 'a test', cookie: false });

  return {
    auth,
    users,
    rooms,
    roomIndex,
    roomLog: engine.roomLog,
    invites,
    audit,
    ownStream,
    sql,
    bus,
    clock,
    telemetry,
    directory,
    limited,
    newId,
    here,
    register: (handle: string, more: { invite?: string; password?: string } = {}) =>
      auth.register({ handle, name: handle, password, ...here(), ...more }, from),
    login: (handle: string, secret = password, address = from.address) =>
      auth.login({ handle, password: secret, ...here() }, { address }),
    refresh: (token: string) => auth.refresh(token, from),
    recover: (handle: string, code: string, next = 'another tangerine 43') =>
      auth.recover({ handle, code, password: next, ...here() }, from),
    callerOf: ({ accessToken }: Granted) => auth.authenticate(accessToken),
    hear(user: UserId): UserEvent[] {
      const heard: UserEvent[] = [];
      bus.subscribe(topics.user(user), { hear: (event) => void heard.push(event) });
      return heard;
    },
    async trace(): Promise<string[]> {
      return (await users.audit(undefined, 200)).events.map((event) => event.what);
    },
    async group(owner: Caller, ...members: UserId[]): Promise<RoomId> {
      const cmid = newId<'Cmid'>() as Cmid;
      return (await rooms.create(owner, { kind: 'group', name: 'Group', members, cmid })).id;
    },
    /** Ends this server, and keeps its data. */
    async stop() {
      await auth.drain();
      invites.stop();
      await log.drain();
      await engine.close();
    },
    async close() {
      await this.stop();
      rmSync(directory, { recursive: true, force: true });
      await dropStore(join(directory, 'data'));
    },
  };
}
