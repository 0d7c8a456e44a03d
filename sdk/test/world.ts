// A model server, a network of sockets that obeys the test, and devices on it.
import type { SelfView, UpFrame } from '@sup/protocol';
import { FakeClock } from '@sup/testkit/fake-clock';
import { createClient } from '../src/client.ts';
import type { Client, Trouble } from '../src/doors.ts';
import type { LocalStore } from '../src/local-store.ts';
import type { DeviceEvents, Platform, Socket, SocketEvents, Tabs } from '../src/platform.ts';
import { ModelServer } from './model-server.ts';

/** One socket: texts travel in order, each with a delay of its own; cutting it loses what is on its way. */
interface Wire {
  readonly device: Device;
  cut(code?: number): void;
}

/** What a world needs of the place it runs in. */
export interface Runtime {
  /** An empty local store. */
  store(): LocalStore;
  decode(text: string): UpFrame;
}

export class World {
  readonly runtime: Runtime;
  readonly clock: FakeClock;
  readonly server: ModelServer;
  readonly wires = new Set<Wire>();
  /** When each socket was asked for, on the monotonic clock. */
  readonly opened: number[] = [];
  readonly devices: Device[] = [];
  /** How long a text travels, one way. */
  delayMs: () => number = () => 5;
  /** The server's side of a cut is noticed later than the client's: texts already sent still arrive. */
  lateMs = 0;

  constructor(runtime: Runtime, seed = 1) {
    this.runtime = runtime;
    this.clock = new FakeClock({ seed });
    this.server = new ModelServer(this.clock, runtime.decode);
  }

  /** A device of someone; with a store and tabs of another device it is another tab of that one. */
  device(self: SelfView, shared: Partial<Shared> = {}): Device {
    const device = new Device(this, self, { store: this.runtime.store(), tabs: alone, ...shared });
    this.devices.push(device);
    return device;
  }

  openSocket(device: Device, events: SocketEvents): Socket {
    this.opened.push(this.clock.monotonic());
    let isOpen = true;
    const wire: Wire = { device, cut: (code = 1006) => end(code) };
    this.wires.add(wire);
    const up = this.#pipe((text) => server?.receive(text));
    const down = this.#pipe((text) => {
      if (isOpen) events.received(text);
    });
    let server: ReturnType<ModelServer['connect']> | undefined;
    const end = (code: number) => {
      if (!isOpen) return;
      isOpen = false;
      this.wires.delete(wire);
      this.clock.after(this.lateMs, () => server?.lost());
      this.clock.after(0, () => events.closed(code));
    };
    this.clock.after(this.delayMs(), () => {
      if (!isOpen) return;
      if (this.server.isDown || device.isOffline) return end(1006);
      server = this.server.connect({ send: down, close: (code) => this.clock.after(20, () => end(code)) });
      events.opened();
    });
    return { send: up, close: () => end(1000) };
  }

  // A text never overtakes the one before it on the same socket; what arrives at one moment arrives in one turn of the
  // event loop, as from one read of a real socket, so that no promise gets on between two of them.
  #pipe(arrive: (text: string) => void): (text: string) => void {
    const onTheWay: { text: string; dueAt: number }[] = [];
    const deliver = () => {
      while (onTheWay[0] && onTheWay[0].dueAt <= this.clock.monotonic()) arrive(onTheWay.shift()?.text ?? '');
    };
    return (text) => {
      const dueAt = Math.max(onTheWay.at(-1)?.dueAt ?? 0, this.clock.monotonic() + this.delayMs());
      onTheWay.push({ text, dueAt });
      this.clock.after(dueAt - this.clock.monotonic(), deliver);
    };
  }

  cutAll(): void {
    for (const wire of [...this.wires]) wire.cut();
  }
}

export interface Shared {
  readonly store: LocalStore;
  readonly tabs: Tabs;
}

const alone: Tabs = {
  exclusive: (_, task) => task(),
  lead(_, lead) {
    lead();
    return { stop: () => undefined };
  },
  tell: () => undefined,
  listen: () => ({ stop: () => undefined }),
};

/** A device of someone: its store outlives the app, the app may be killed. */
export class Device {
  readonly self: SelfView;
  readonly store: LocalStore;
  readonly #tabs: Tabs;
  readonly troubles: Trouble[] = [];
  readonly #world: World;
  #app: { client: Client; isDead: boolean } | undefined;
  readonly #watchers = new Set<DeviceEvents>();
  isOffline = false;
  isHidden = false;

  constructor(world: World, self: SelfView, { store, tabs }: Shared) {
    this.#world = world;
    this.self = self;
    this.store = store;
    this.#tabs = tabs;
  }

  get client(): Client {
    if (this.#app === undefined) throw new Error('the app does not run');
    return this.#app.client;
  }

  get isRunning(): boolean {
    return this.#app !== undefined;
  }

  /** Starts the app and signs in, unless it is. */
  async run(): Promise<Client> {
    const app = { client: undefined as unknown as Client, isDead: false };
    app.client = createClient({ url: 'http://sup.test', platform: this.#platform(app) });
    app.client.onTrouble((trouble) => this.troubles.push(trouble));
    this.#app = app;
    await app.client.start();
    if (app.client.session.getSnapshot().state === 'signed-out')
      await app.client.session.login({ handle: this.self.handle, password: 'a good password' });
    return app.client;
  }

  /** Ends the app at once: nothing it still wants to do happens. */
  kill(): void {
    if (this.#app) this.#app.isDead = true;
    this.#app = undefined;
    this.#watchers.clear();
    for (const wire of [...this.#world.wires]) if (wire.device === this) wire.cut();
  }

  goOffline(): void {
    this.isOffline = true;
    for (const wire of [...this.#world.wires]) if (wire.device === this) wire.cut();
    for (const watcher of [...this.#watchers]) watcher.offline();
  }

  goOnline(): void {
    this.isOffline = false;
    for (const watcher of [...this.#watchers]) watcher.online();
  }

  show(visible: boolean): void {
    this.isHidden = !visible;
    for (const watcher of [...this.#watchers]) visible ? watcher.visible() : watcher.hidden();
  }

  #platform(app: { isDead: boolean }): Platform {
    const { clock, server } = this.#world;
    const alive =
      <Args extends unknown[]>(task: (...args: Args) => void) =>
      (...args: Args) => {
        if (!app.isDead) task(...args);
      };
    return {
      clock: {
        now: () => clock.now(),
        monotonic: () => clock.monotonic(),
        random: (bytes) => clock.random(bytes),
        after: (ms, task) => clock.after(ms, alive(task)),
      },
      store: storeOf(this.store, app),
      device: {
        online: () => !this.isOffline,
        visible: () => !this.isHidden,
        watch: (events) => {
          this.#watchers.add(events);
          return { stop: () => this.#watchers.delete(events) };
        },
      },
      tabs: this.#tabs,
      credentials: 'store',
      mayHaveCookie: () => false,
      program: 'test',
      openSocket: (_, events) =>
        this.#world.openSocket(this, {
          opened: alive(() => events.opened()),
          received: alive((text: string) => events.received(text)),
          closed: alive((code: number) => events.closed(code)),
        }),
      fetch: async (request) => {
        if (this.isOffline || app.isDead) throw new TypeError('no network');
        return server.fetch(request);
      },
    };
  }
}

/** The store as a process has it that may die: once dead it writes nothing more, and its reads never return. */
function storeOf(store: LocalStore, app: { isDead: boolean }): LocalStore {
  const never = new Promise<never>(() => undefined);
  return {
    get: (table, key) => (app.isDead ? never : store.get(table, key)),
    list: (table, prefix, last) => (app.isDead ? never : store.list(table, prefix, last)),
    write: (changes) => (app.isDead ? never : store.write(changes)),
    close: async () => undefined,
  };
}
