// All network of the server: sockets and REST on one port. Knows services by their doors, and no database.
import { limits, SupError, socketPath, type UpFrame, type UserId } from '@sup/protocol';
import type { Stoppable } from '../clock.ts';
import { Admission } from './admission.ts';
import { clientAddressReader } from './client-address.ts';
import { Connection, type ConnectionParts, type Standing } from './connection.ts';
import { FanOut } from './fan-out.ts';
import { errorBody } from './frames.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { Greeting } from './greeting.ts';
import { listen } from './listen.ts';
import type { Asker, Listener, Peer } from './listener.ts';
import { createRest } from './rest.ts';
import { Roster } from './roster.ts';
import { Router } from './router.ts';
import { Turn } from './turn.ts';
import { UnderWay } from './under-way.ts';
import { Watchers } from './watchers.ts';

/** One timer turns for all connections. */
const wheelMs = 1_000;
/** How long answers that are under way may take when the server stops. */
const drainMs = 5_000;
/** And how long closing may take. */
const closingMs = 2_000;
/** Reconnects after a stop are spread so that this many come in a second. */
const reconnectsPerSecond = 2_000;

export class Gateway {
  readonly #parts: GatewayParts;
  readonly #connections = new Roster<Connection>();
  /** Those whose hello has not been answered, with where they come from. */
  readonly #unknown = new Map<Connection, string>();
  readonly #shared: ConnectionParts;
  readonly #admission: Admission;
  readonly #fanOut: FanOut;
  readonly #watchers: Watchers;
  readonly #greeting: Greeting;
  readonly #underWay = new UnderWay();
  readonly #router: Router;
  readonly #addressOf: ReturnType<typeof clientAddressReader>;
  #listener: Listener | undefined;
  #wheel: Stoppable | undefined;
  #nowMs: number;
  #isDraining = false;
  #origins: ReadonlySet<string>;
  #whenEmpty: (() => void)[] = [];

  constructor(parts: GatewayParts) {
    const { settings, clock, telemetry, services } = parts;
    this.#parts = parts;
    this.#origins = new Set(settings.allowedOrigins);
    this.#nowMs = clock.monotonic();
    this.#addressOf = clientAddressReader(settings.trustedProxies);
    const isLimited = settings.rateLimits;
    this.#admission = new Admission({
      allowedOrigins: () => this.#origins,
      isLimited,
      clock,
      telemetry,
    });
    const turn = new Turn(clock);
    this.#watchers = new Watchers({ bus: parts.bus, presence: services.presence, clock, telemetry });
    this.#fanOut = new FanOut({
      bus: parts.bus,
      log: parts.log,
      index: parts.index,
      rooms: services.rooms,
      cursors: services.cursors,
      clock,
      turn,
      telemetry,
      ready: (text) => this.#listener?.ready(text) ?? text,
      rightsChanged: (user, connections) => void this.#review(user, connections),
    });
    this.#greeting = new Greeting({ ...services, fanOut: this.#fanOut, epoch: parts.epoch, clock });
    this.#router = new Router({
      ...services,
      guests: services.auth.guests,
      fanOut: this.#fanOut,
      watchers: this.#watchers,
      underWay: this.#underWay,
      telemetry,
    });
    this.#shared = {
      clock,
      isLimited,
      telemetry,
      turn,
      nowMs: () => this.#nowMs,
      greet: (connection, hello) => void this.#greet(connection, hello),
      answer: (connection, frame, by) => {
        // What comes after the stop has begun is not read: the client repeats it when it is back.
        if (!this.#isDraining) this.#router.answer(connection, frame, by);
      },
      gone: (connection, was) => this.#gone(connection, was),
    };
  }

  /** Listens; throws ListenFailed. Answers the port. */
  async start(): Promise<number> {
    const { settings, clock } = this.#parts;
    const rest = await createRest({
      ...this.#parts,
      addressOf: this.#addressOf,
      allowedOrigins: () => this.#origins,
      isDraining: () => this.#isDraining,
    });
    this.#listener = await listen({
      host: settings.host,
      port: settings.port,
      ...(settings.tls && { tls: settings.tls }),
      frameBytesMax: limits.frameBytesMax,
      requestBytesMax: limits.requestBytesMax,
      upgrade: (request, asker) => this.#upgrade(request, asker),
      respond: async (request, asker) => {
        const ended = this.#underWay.begin();
        try {
          return await rest(request, asker);
        } finally {
          ended();
        }
      },
    });
    // With port 0 the system has picked one: that is what a page's address says.
    const { port } = this.#listener;
    this.#origins = new Set(settings.allowedOrigins.map((origin) => origin.replace(/:0$/, `:${port}`)));
    this.#wheel = clock.every(wheelMs, () => this.#turn());
    return port;
  }

  /** Not ready any more; finishes what is under way, sends everyone elsewhere, stops listening. */
  async drain(): Promise<void> {
    this.#isDraining = true;
    this.#admission.drain();
    const idle = this.#underWay.whenIdle();
    await Promise.race([idle, new Promise<void>((resolve) => this.#parts.clock.after(drainMs, resolve))]);
    const spreadMs = (this.#connections.size / reconnectsPerSecond) * 1_000;
    for (const connection of this.#connections)
      connection.end('going-away', Math.floor(this.#chance() * spreadMs) + 100);
    await this.#whenClosed();
    this.#wheel?.stop();
    await this.#listener?.stop();
  }

  #upgrade(request: Request, asker: Asker): Peer | Response {
    const address = this.#addressOf(asker.address, request.headers);
    if (new URL(request.url).pathname !== socketPath) return refusal(404, new SupError('route-not-found'));
    const refused = this.#admission.admit(request, address, this.#connections.size);
    if (refused)
      return refusal(refused.status, new SupError(refused.status === 403 ? 'origin-refused' : 'overloaded'));
    const connection = new Connection(this.#shared);
    this.#connections.add(connection);
    this.#unknown.set(connection, address);
    return connection;
  }

  async #greet(connection: Connection, hello: UpFrame<'hello'>): Promise<void> {
    try {
      await this.#greeting.greet(connection, hello);
    } catch (error) {
      connection.refuseHello(this.#asRefusal(error));
    } finally {
      this.#greeted(connection);
    }
  }

  #asRefusal(error: unknown): SupError {
    if (error instanceof SupError) return error;
    this.#parts.telemetry.log.error('A hello could not be answered because of a bug.', { error });
    return new SupError('internal');
  }

  #gone(connection: Connection, was: Standing | undefined): void {
    this.#greeted(connection);
    if (was) this.#greeting.leave(connection, was);
    this.#watchers.leave(connection);
    if (!connection.isClosed) return;
    this.#connections.delete(connection);
    if (this.#connections.size === 0) for (const wake of this.#whenEmpty.splice(0)) wake();
  }

  /** The connection does not count as greeting any more. */
  #greeted(connection: Connection): void {
    const address = this.#unknown.get(connection);
    if (address !== undefined) this.#admission.greeted(address);
    this.#unknown.delete(connection);
  }

  #turn(): void {
    this.#nowMs = this.#parts.clock.monotonic();
    this.#fanOut.turn();
    this.#watchers.turn();
    for (const connection of this.#connections) connection.check(this.#nowMs);
  }

  async #review(user: UserId, connections: readonly Connection[]): Promise<void> {
    try {
      await this.#watchers.review(user, connections);
    } catch (error) {
      // Whom it could not be read of is not told of any more: the watch was dropped.
      this.#parts.telemetry.log.warn('It could not be read who may watch whom.', { error });
    }
  }

  #whenClosed(): Promise<void> {
    if (this.#connections.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#whenEmpty.push(resolve);
      // A reader that does not even read the close is cut by the listener.
      this.#parts.clock.after(closingMs, resolve);
    });
  }

  /** A random number from 0 to 1. */
  #chance(): number {
    const [high = 0, low = 0] = this.#parts.clock.random(2);
    return (high * 256 + low) / 65_536;
  }
}

function refusal(status: number, error: SupError): Response {
  const headers = status === 503 ? { 'retry-after': '1' } : undefined;
  return Response.json(errorBody(error), { status, ...(headers && { headers }) });
}
