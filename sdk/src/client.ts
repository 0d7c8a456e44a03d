import type { MessageId, MessageView, RoomId, SelfView } from '@sup/protocol';
import { socketPath } from '@sup/protocol/wire';
import { Account } from './account.ts';
import type { Commands } from './command-doors.ts';
import { Connection } from './connection.ts';
import type {
  Client,
  Later,
  OwnSettings,
  PresenceDoor,
  Received,
  Room,
  Rooms,
  Spaces,
  Thread,
  Threads,
  Trouble,
  Users,
  Watchable,
} from './doors.ts';
import { Inbox } from './inbox.ts';
import { StoreFull } from './local-store.ts';
import { markAllRead } from './mark-all-read.ts';
import { standingIn } from './mentioned.ts';
import type { Platform } from './platform.ts';
import { createRest, type Rest } from './rest.ts';
import { RoomItems } from './room-items.ts';
import { Session } from './session.ts';
import { Unreachable } from './unreachable.ts';

export interface ClientOptions {
  /** Where the server is, `https://chat.example.org`, without a slash at the end. */
  readonly url: string;
  readonly platform: Platform;
  /** An access token to use instead of signing in. */
  readonly token?: string;
}

/** Makes a client; `start()` sets it going. */
export function createClient(options: ClientOptions): Client {
  return new SupClient(options);
}

class SupClient implements Client {
  readonly #platform: Platform;
  readonly #account: Account;
  readonly #session: Session;
  readonly #troubleListeners = new Set<(trouble: Trouble) => void>();
  readonly connection: Connection;
  readonly rest: Rest;

  constructor({ url, platform, token }: ClientOptions) {
    this.#platform = platform;
    this.rest = createRest({ platform, url, token: (stale) => this.#session.token(stale) });
    this.#session = new Session({
      platform,
      token,
      rest: () => this.rest,
      arrived: (self) => this.#account.begin(self),
      leaving: (why) => this.#account.end(why === 'ended' ? 'own' : 'nothing'),
      trouble: (error) => this.#trouble(error),
    });
    this.connection = new Connection({
      platform,
      url: () => `${url.replace(/^http/, 'ws')}${socketPath}`,
      token: this.#session.token,
      greeting: () => ({
        device: this.#session.device,
        client: platform.program,
        ...this.#account.greeting(),
      }),
      heard: (news) => this.#account.heard(news),
    });
    this.#account = new Account({
      platform,
      rest: this.rest,
      connection: this.connection,
      selfChanged: (self) => {
        this.#session.setSelf(self).catch((error: unknown) => this.#trouble(error));
      },
      trouble: (error) => this.#trouble(error),
    });
  }

  get session(): Session {
    return this.#session;
  }
  get rooms(): Rooms {
    return this.#account.rooms;
  }
  get spaces(): Spaces {
    return this.#account.rooms.spaces;
  }
  get users(): Users {
    return this.#account.users;
  }
  get presence(): PresenceDoor {
    return this.#account.presence;
  }
  get settings(): OwnSettings {
    return this.#account.settings;
  }
  get commands(): Commands {
    return this.#account.commands;
  }
  get later(): Later {
    return this.#account.later;
  }
  get self(): Watchable<SelfView | undefined> {
    return this.#account.self;
  }
  get unsent(): Watchable<number> {
    return this.#account.outbox.unsent;
  }

  room(id: RoomId): Room {
    return this.#account.rooms.get(id);
  }

  get threads(): Threads {
    return this.#account.threads;
  }
  thread(room: RoomId, message: MessageId): Thread {
    return this.#account.threads.get(room, message);
  }

  markAllRead(): () => void {
    return markAllRead(this.#account);
  }

  async start(): Promise<void> {
    await this.#session.start();
    await this.#account.begun;
  }

  async stop(): Promise<void> {
    this.#session.stop();
    await this.#account.end('all');
    await this.#platform.store.close();
  }

  release(): void {
    this.#account.outbox.release();
  }

  drained(): Promise<void> {
    return this.#account.drained();
  }

  messages(): AsyncIterableIterator<Received> {
    const { rooms, inboxes } = this.#account;
    const opened = new Map<RoomId, () => void>();
    const inbox = new Inbox(
      {
        connection: this.connection,
        received: (room, message) => this.#receivedOf(room, message),
        done: ({ room, thread, seq }) =>
          thread === undefined ? room.markRead(seq) : this.thread(room.id, thread).markRead(seq),
        // Larger rooms tell their messages only to those who have them open.
        entered: (room) => opened.set(room, rooms.get(room).open()),
        trouble: (error) => this.#trouble(error),
      },
      () => {
        inboxes.delete(inbox);
        for (const close of opened.values()) close();
      },
    );
    inboxes.add(inbox);
    for (const log of rooms.logs()) inbox.enter(log);
    return inbox;
  }

  #receivedOf(id: RoomId, message: MessageView): Received | undefined {
    const me = this.#account.self.getSnapshot()?.id;
    if (me === undefined || message.by === me || message.body === null) return undefined;
    const room = this.room(id);
    const part = { items: [{ item: message, asOf: message.seq }], hasOlder: false, hasNewer: false };
    const received = { delivered: 0, read: 0 };
    const [item] = new RoomItems().make({
      me,
      standing: standingIn(this.#account.rooms.logOf(id)),
      part,
      latest: false,
      writes: [],
      received,
      quote: () => undefined,
      ownThread: () => undefined,
      ownVote: () => [],
    });
    if (item?.kind !== 'message') return undefined;
    const { threads } = this.#account;
    const place = message.thread === undefined ? room : threads.get(id, message.thread);
    const reply = (text: string) => place.send(text, { replyTo: message.id });
    return { ...item, id: message.id, seq: message.seq, room, reply };
  }

  onTrouble(listener: (trouble: Trouble) => void): () => void {
    const own = (trouble: Trouble) => listener(trouble);
    this.#troubleListeners.add(own);
    return () => {
      this.#troubleListeners.delete(own);
    };
  }

  #trouble(error: unknown): void {
    // No answer is not this device's trouble: the connection tells it.
    if (error instanceof Unreachable) return;
    const what = error instanceof StoreFull ? 'store-full' : 'bug';
    for (const listener of this.#troubleListeners) listener({ what, error });
    if (this.#troubleListeners.size > 0) return;
    // Nobody listens: it is thrown where the runtime reports what nobody caught.
    this.#platform.clock.after(0, () => {
      throw error;
    });
  }
}
