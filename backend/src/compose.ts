// The one place that knows every part: picks the drivers, builds the services on them, hands the services to the gateway.
import { readFile } from 'node:fs/promises';
import { makeId } from '@sup/protocol';
import type { Clock } from './clock.ts';
import { buildCommands } from './compose/build-commands.ts';
import { buildContacts } from './compose/build-contacts.ts';
import { buildHooks } from './compose/build-hooks.ts';
import { buildLater } from './compose/build-later.ts';
import { openStore, type Store } from './compose/open-store.ts';
import type { Config } from './config.ts';
import { sqlAccounts } from './drivers/sql/accounts.ts';
import { sqlAudit } from './drivers/sql/audit.ts';
import { sqlBots } from './drivers/sql/bots.ts';
import { sqlCursors } from './drivers/sql/cursors.ts';
import { sqlGuests } from './drivers/sql/guests.ts';
import { sqlInvites } from './drivers/sql/invites.ts';
import { sqlLastSeen } from './drivers/sql/last-seen.ts';
import { sqlMoves } from './drivers/sql/moves.ts';
import { sqlOwnStream } from './drivers/sql/own-stream.ts';
import { sqlPolls } from './drivers/sql/polls.ts';
import { sqlPurge } from './drivers/sql/purge.ts';
import { sqlRequests } from './drivers/sql/requests.ts';
import { sqlSessions } from './drivers/sql/sessions.ts';
import { sqlSigningKeys } from './drivers/sql/signing-keys.ts';
import { sqlNesting } from './drivers/sql/space-nesting.ts';
import { sqlUsers } from './drivers/sql/users.ts';
import { Gateway } from './gateway/gateway.ts';
import { ListenFailed } from './gateway/listener.ts';
import { createAuth } from './services/auth/index.ts';
import { createCursors } from './services/cursors/index.ts';
import { createInvites } from './services/invites/index.ts';
import { createLifecycle } from './services/lifecycle/index.ts';
import { contentDigest, createLog } from './services/log/index.ts';
import {
  createMessaging,
  createMoves,
  createPolls,
  type MessagingParts,
  messageViews,
} from './services/messaging/index.ts';
import { createNotifications, threadFollows } from './services/notifications/index.ts';
import { createOwnStream } from './services/own-stream/index.ts';
import { createPresence } from './services/presence/index.ts';
import { createDeletion } from './services/rooms/deletion/index.ts';
import { createRooms } from './services/rooms/index.ts';
import { createSpaces, type SpacesParts } from './services/spaces/index.ts';
import { createThreads, type ThreadsParts } from './services/threads/index.ts';
import { createUsers } from './services/users/index.ts';
import { StartRefused } from './start-refused.ts';
import type { Metrics, Telemetry } from './telemetry/index.ts';

export interface ComposeParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly metrics: Metrics;
  /** Ends the process at once: only a fresh start knows what is on disk. */
  crash(error: Error): void;
}

/** A running server. */
export interface Server {
  readonly port: number;
  /** The one-time code that makes the first administrator; undefined once there is one. */
  readonly adminCode: string | undefined;
  /** Stops taking work, finishes what is under way, closes the store. */
  drain(): Promise<void>;
}

/** Opens the store, builds everything on it and listens. Throws StartRefused. Tests open a store that misbehaves. */
export async function startServer(parts: ComposeParts, open = openStore): Promise<Server> {
  const { config } = parts;
  const store = await open(parts);
  let stop = async (): Promise<void> => undefined;
  try {
    const { services, log, stop: stopServices } = await buildServices(parts, store);
    stop = async () => {
      await log.drain();
      await stopServices();
    };
    const { bus, epoch, roomLog, roomIndex } = store;
    const gateway = new Gateway({
      ...parts,
      settings: { ...config, tls: await readTls(config) },
      services,
      bus,
      log: roomLog,
      index: roomIndex,
      epoch,
      checkStore: async () => void (await roomLog.heads([])),
    });
    const port = await listening(gateway, config);
    return {
      port,
      adminCode: await services.auth.adminCode(),
      async drain() {
        await gateway.drain();
        await stop();
        await store.close();
      },
    };
  } catch (error) {
    // What is due may have begun: it must not find a closed store.
    await stop();
    await store.close();
    throw error;
  }
}

async function buildServices({ config, clock, telemetry }: ComposeParts, store: Store) {
  const { sql, bus, history, roomIndex, roomLog, spaceIndex } = store;
  const keys = sqlSigningKeys(sql);
  const log = createLog({
    store: roomLog,
    bus,
    clock,
    telemetry,
    digest: contentDigest(await keys.secret(clock.random(32))),
  });
  const ownStreamStore = sqlOwnStream(sql);
  const ownStream = createOwnStream({ store: ownStreamStore, bus, rooms: roomIndex });
  const users = createUsers({ store: sqlUsers(sql), ownStream, bus, clock });
  const common = { rooms: roomIndex, users, bus, clock, telemetry };
  const cursors = createCursors({ ...common, store: sqlCursors(sql), ownStream });
  const presence = createPresence({ ...common, lastSeen: sqlLastSeen(sql) });
  const contacts = buildContacts({ config, clock, telemetry }, store, { users, ownStream });
  const built = { log, users, cursors, ownStream, contacts };
  const ofRooms = { ...built, index: roomIndex, bus, clock, options: config };
  const rooms = createRooms({ ...ofRooms, spaces: spaceIndex, history });
  const spaces = await buildSpaces(store, { log, clock });
  const deletion = createDeletion({ ...ofRooms, rooms, spaces, store: sqlPurge(sql), telemetry });
  const { threads, messaging, moves, polls } = buildMessaging({ clock, telemetry }, store, {
    ...built,
    rooms,
  });
  const invites = createInvites({
    store: sqlInvites(sql),
    requests: sqlRequests(sql),
    rooms,
    roomIndex,
    users,
    clock,
    telemetry,
    options: config,
  });
  const notifications = createNotifications({
    messages: messaging,
    contacts,
    rooms: roomIndex,
    users,
    ownStream: ownStreamStore,
    threads: threadFollows(ownStreamStore),
    presence,
  });
  const auth = await createAuth({
    accounts: sqlAccounts(sql),
    bots: sqlBots(sql),
    sessions: sqlSessions(sql),
    guestStore: sqlGuests(sql),
    keys,
    audit: sqlAudit(sql, clock),
    invites,
    rooms,
    roomIndex,
    users,
    ownStream,
    bus,
    clock,
    telemetry,
    options: config,
  });
  const kept = { messaging, rooms: roomIndex, ownStream, settings: ownStreamStore };
  const later = buildLater({ clock, telemetry }, sql, kept);
  const given = { messaging, rooms, roomIndex, users, accounts: auth.bots, log: roomLog, bus };
  const lifecycle = createLifecycle({ ...store, log, clock, telemetry });
  const hooks = await buildHooks({ config, clock, telemetry }, sql, given);
  const commands = buildCommands({ config, clock, telemetry }, sql, { ...given, ownStream });
  const stop = async (): Promise<void> => {
    invites.stop();
    moves.stop();
    const running = [auth, commands, deletion, lifecycle, hooks, later, polls, contacts, cursors, presence];
    await Promise.all(running.map((part) => part.drain()));
  };
  const talk = { messaging, moves, polls, threads, later, notifications };
  const services = { auth, users, contacts, rooms, deletion, spaces, invites, hooks, commands, ...talk };
  return { services: { ...services, cursors, ownStream, presence }, log, stop };
}

function buildSpaces({ sql, roomIndex, spaceIndex }: Store, parts: Pick<SpacesParts, 'log' | 'clock'>) {
  return createSpaces({ ...parts, rooms: roomIndex, index: spaceIndex, nesting: sqlNesting(sql) });
}

/** Messages, and the threads that grow from them. */
function buildMessaging(
  { clock, telemetry }: Pick<ComposeParts, 'clock' | 'telemetry'>,
  { sql, history, keptIndex, roomIndex, roomLog, threadIndex }: Store,
  given: Pick<
    MessagingParts & ThreadsParts,
    'log' | 'rooms' | 'users' | 'cursors' | 'contacts' | 'ownStream'
  >,
) {
  const read = { index: threadIndex, history, messages: messageViews, members: roomIndex };
  const threads = createThreads({ ...given, ...read, telemetry });
  const newMessageId = () => makeId<'MessageId'>(clock.now(), clock.random(10));
  const polls = createPolls({ ...given, store: sqlPolls(sql), history, clock, telemetry });
  const messaging = createMessaging({
    ...given,
    polls,
    store: roomLog,
    history,
    kept: keptIndex,
    newMessageId,
    threads,
    clock,
  });
  const moves = createMoves({ ...given, roomLog, history, moves: sqlMoves(sql), threads, clock, telemetry });
  return { threads, messaging, moves, polls };
}

async function readTls({ tls }: Config): Promise<{ cert: string; key: string } | undefined> {
  if (!tls) return undefined;
  const [cert, key] = await Promise.all([readFile(tls.certFile, 'utf8'), readFile(tls.keyFile, 'utf8')]);
  return { cert, key };
}

async function listening(gateway: Gateway, { host, port }: Config): Promise<number> {
  try {
    return await gateway.start();
  } catch (cause) {
    if (!(cause instanceof ListenFailed)) throw cause;
    throw new StartRefused(listenSentence(cause.code, `${host}:${port}`), { cause });
  }
}

function listenSentence(code: string, place: string): string {
  if (code === 'EADDRINUSE')
    return `Another program already listens on ${place}; stop it, or choose another port with SUP_PORT.`;
  if (code === 'EACCES')
    return `Listening on ${place} is not allowed; choose a port above 1023 with SUP_PORT.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `This machine has no address ${place}; set SUP_HOST.`;
  if (code.startsWith('ERR_OSSL'))
    return `SUP_TLS_CERT and SUP_TLS_KEY must hold a certificate and its own key, as PEM (${code}).`;
  return `Sup cannot listen on ${place} (${code}).`;
}
