// Who is signed in on this device, and the one place where tokens come from.
import type { DeviceId, RoomId, SelfView, SignedIn, UserId } from '@sup/protocol';
import { makeId, SupError } from '@sup/protocol/wire';
import type { Credentials, Session as SessionDoor } from './doors.ts';
import type { Change } from './local-store.ts';
import { Observable } from './observable.ts';
import type { Platform, Stoppable } from './platform.ts';
import type { Rest } from './rest.ts';
import type { SessionSnapshot } from './snapshots.ts';

type Why = 'logged-out' | 'ended';

/** Whose data the local store holds. After an end on the server it remembers whose drafts and unsent writes wait here. */
type Account = { readonly is: 'in'; readonly self: SelfView } | { readonly is: 'out'; readonly was?: UserId };

interface Access {
  readonly token: string;
  readonly goodUntil: number;
}

/** What tabs tell each other. */
type TabNews =
  | { readonly is: 'token'; readonly token: string; readonly seconds: number; readonly self: SelfView }
  | { readonly is: 'signed-out'; readonly why: Why };

export interface SessionParts {
  readonly platform: Pick<Platform, 'clock' | 'store' | 'tabs' | 'credentials' | 'mayHaveCookie' | 'program'>;
  readonly rest: () => Rest;
  /** An access token handed in: used as it is, never renewed, never stored. */
  readonly token?: string | undefined;
  /** Someone is signed in: what runs for them may start. */
  arrived(self: SelfView): void;
  /** Stops what runs for the account. Resolves when nothing of it will write to the store any more. */
  leaving(why: Why): Promise<void>;
  trouble(error: unknown): void;
}

/** A token this close to its end is renewed before it is used. */
const marginMs = 20_000;
/** What was cached from the server, with the places in its streams; drafts and outbox are the person's own. */
const cached: readonly Change[] = [
  { table: 'rooms', prefix: '' },
  { table: 'items', prefix: '' },
  { table: 'users', prefix: '' },
  { table: 'state', prefix: '' },
  { table: 'meta', key: 'rev' },
  { table: 'meta', key: 'epoch' },
  { table: 'meta', key: 'listed' },
  { table: 'meta', key: 'threads' },
  { table: 'meta', prefix: 'thread:' },
  { table: 'meta', key: 'refresh' },
];
const own: readonly Change[] = [
  { table: 'outbox', prefix: '' },
  { table: 'drafts', prefix: '' },
  { table: 'meta', prefix: 'errand:' },
];

export class Session implements SessionDoor {
  readonly #parts: SessionParts;
  readonly #state = new Observable<SessionSnapshot>({ state: 'starting' });
  #device: DeviceId | undefined;
  #access: Access | undefined;
  #refreshing: Promise<string | undefined> | undefined;
  #listening: Stoppable | undefined;
  // Signing in and out change the store in several steps; one is finished before the next begins.
  #turn: Promise<unknown> = Promise.resolve();

  readonly subscribe = this.#state.subscribe;
  readonly getSnapshot = this.#state.getSnapshot;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    if (parts.token !== undefined) this.#access = { token: parts.token, goodUntil: Number.POSITIVE_INFINITY };
  }

  /** This local store's name for the server. */
  get device(): DeviceId {
    if (this.#device === undefined) throw new Error('call start() first');
    return this.#device;
  }

  get isSignedIn(): boolean {
    return this.#state.getSnapshot().state === 'signed-in';
  }

  /** Reads who was signed in; where only a cookie or the server can know, asks. */
  async start(): Promise<void> {
    const { clock, store, tabs } = this.#parts.platform;
    this.#listening = tabs.listen((news) => this.#hear(news as TabNews));
    const known = (await store.get('meta', 'device')) as DeviceId | undefined;
    this.#device = known ?? makeId<'DeviceId'>(clock.now(), clock.random(10));
    if (known === undefined) await store.write([{ table: 'meta', key: 'device', value: this.#device }]);
    const account = await this.#account();
    if (this.#parts.token !== undefined) await this.#enterWithToken();
    else if (account?.is === 'in') this.#enter(account.self);
    else if (account === undefined && this.#parts.platform.mayHaveCookie()) await this.#enterWithCookie();
    else this.#state.set({ state: 'signed-out' });
  }

  stop(): void {
    this.#listening?.stop();
  }

  async register(input: Credentials & { name: string; invite?: string }): Promise<SignedIn> {
    return this.#signIn(await this.#parts.rest().auth.register({ ...input, ...this.#here() }));
  }

  async login(input: Credentials): Promise<SignedIn> {
    return this.#signIn(await this.#parts.rest().auth.login({ ...input, ...this.#here() }));
  }

  async enter(input: { code: string; name: string }): Promise<SignedIn & { room: RoomId }> {
    return this.#signIn(await this.#parts.rest().invites.enter({ ...input, ...this.#here() }));
  }

  async upgrade(input: Credentials & { name?: string; invite?: string }): Promise<string[]> {
    const { self, recoveryCodes } = await this.#parts.rest().auth.upgrade(input);
    await this.setSelf(self);
    return recoveryCodes;
  }

  async recover(input: Credentials & { code: string }): Promise<SignedIn> {
    return this.#signIn(await this.#parts.rest().auth.recover({ ...input, ...this.#here() }));
  }

  async logout(): Promise<void> {
    try {
      await this.#parts.rest().auth.logout({});
    } catch {
      // Signing out works without the server too: the session then ends when its refresh token does.
    }
    await this.#leave('logged-out');
    this.#tell({ is: 'signed-out', why: 'logged-out' });
  }

  /** A good access token; `stale` is one that the server refused. undefined once nobody is signed in. */
  readonly token = async (stale?: string): Promise<string | undefined> => {
    if (this.#isGood(stale)) return this.#access?.token;
    if (!this.isSignedIn) return undefined;
    // All callers of one moment share one refresh.
    this.#refreshing ??= this.#refresh(stale).finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  };

  /** The server told who I am now. */
  async setSelf(self: SelfView): Promise<void> {
    if (!this.isSignedIn) return;
    this.#state.set({ state: 'signed-in', self });
    await this.#parts.platform.store.write([accountIs({ is: 'in', self })]);
  }

  #isGood(stale: string | undefined): boolean {
    const now = this.#parts.platform.clock.monotonic();
    return (
      this.#access !== undefined && this.#access.token !== stale && now < this.#access.goodUntil - marginMs
    );
  }

  #here() {
    const { program, credentials } = this.#parts.platform;
    return { device: this.device, client: program, cookie: credentials === 'cookie' };
  }

  #tell(news: TabNews): void {
    this.#parts.platform.tabs.tell(news);
  }

  #account(): Promise<Account | undefined> {
    return this.#parts.platform.store.get('meta', 'account') as Promise<Account | undefined>;
  }

  #enter(self: SelfView): void {
    this.#state.set({ state: 'signed-in', self });
    this.#parts.arrived(self);
  }

  #inTurn<Value>(task: () => Promise<Value>): Promise<Value> {
    const done = this.#turn.then(task);
    // Whoever called hears of a failure; the next in turn only waits for the end.
    this.#turn = done.catch(() => undefined);
    return done;
  }

  #signIn<Answer extends SignedIn>(answer: Answer): Promise<Answer> {
    return this.#inTurn(async () => {
      if (this.isSignedIn) await this.#parts.leaving('ended');
      const before = await this.#account();
      const was = before?.is === 'in' ? before.self.id : before?.was;
      // Someone else's drafts and unsent messages are not for the next person on this device.
      const others = was === answer.self.id ? [] : [...cached, ...own];
      await this.#parts.platform.store.write([...others, ...this.#adopt(answer)]);
      this.#enter(answer.self);
      return answer;
    });
  }

  #adopt({ accessToken: token, accessTokenSeconds: seconds, self, refreshToken }: SignedIn): Change[] {
    const { clock, credentials } = this.#parts.platform;
    this.#access = { token, goodUntil: clock.monotonic() + seconds * 1000 };
    this.#tell({ is: 'token', token, seconds, self });
    const kept = credentials === 'store' && refreshToken !== undefined;
    const refresh: Change[] = kept ? [{ table: 'meta', key: 'refresh', value: refreshToken }] : [];
    return [accountIs({ is: 'in', self }), ...refresh];
  }

  async #enterWithToken(): Promise<void> {
    try {
      const { self } = await this.#parts.rest().users.me({});
      this.#enter(self);
    } catch (error) {
      this.#state.set({ state: 'signed-out', why: 'ended' });
      if (!(error instanceof SupError)) throw error;
    }
  }

  async #enterWithCookie(): Promise<void> {
    try {
      const { tabs, store } = this.#parts.platform;
      const answer = await tabs.exclusive('sup-refresh', () => this.#parts.rest().auth.refresh({}));
      await store.write(this.#adopt(answer));
      this.#enter(answer.self);
    } catch {
      // No cookie, or no server to ask: the person can sign in.
      this.#state.set({ state: 'signed-out' });
    }
  }

  #refresh(stale: string | undefined): Promise<string | undefined> {
    const { store, tabs } = this.#parts.platform;
    if (this.#parts.token !== undefined) return this.#end();
    return tabs.exclusive('sup-refresh', async () => {
      // Another tab may have done it while this one waited for its turn.
      if (this.#isGood(stale)) return this.#access?.token;
      const refreshToken = (await store.get('meta', 'refresh')) as string | undefined;
      try {
        const answer = await this.#parts
          .rest()
          .auth.refresh(refreshToken === undefined ? {} : { refreshToken });
        await store.write(this.#adopt(answer));
        return answer.accessToken;
      } catch (error) {
        if (error instanceof SupError && error.row.http === 401) return this.#end();
        throw error;
      }
    });
  }

  async #end(): Promise<undefined> {
    await this.#leave('ended');
    this.#tell({ is: 'signed-out', why: 'ended' });
    return undefined;
  }

  #leave(why: Why): Promise<void> {
    return this.#inTurn(async () => {
      const before = this.#state.getSnapshot();
      if (before.state !== 'signed-in') return;
      const isGuest = before.self.guest !== undefined;
      this.#access = undefined;
      this.#state.set({ state: 'signed-out', why, ...(isGuest && { wasGuest: true }) });
      // Nobody comes back as a guest: there is nobody for whom anything could be kept.
      const isForGood = why === 'logged-out' || isGuest;
      await this.#parts.leaving(isForGood ? 'logged-out' : why);
      const account = await this.#account();
      const was = account?.is === 'in' && !isForGood ? { was: account.self.id } : {};
      const gone = isForGood ? own : [];
      await this.#parts.platform.store.write([...cached, ...gone, accountIs({ is: 'out', ...was })]);
    });
  }

  #hear(news: TabNews): void {
    if (news.is === 'signed-out' && this.isSignedIn) {
      this.#access = undefined;
      this.#state.set({ state: 'signed-out', why: news.why });
      // The tab that signed out wipes the store: this one must write nothing more, so it drops what it holds.
      this.#inTurn(() => this.#parts.leaving('logged-out')).catch(this.#parts.trouble);
    }
    if (news.is !== 'token') return;
    const { clock } = this.#parts.platform;
    this.#access = { token: news.token, goodUntil: clock.monotonic() + news.seconds * 1000 };
    if (!this.isSignedIn) this.#enter(news.self);
  }
}

function accountIs(value: Account): Change {
  return { table: 'meta', key: 'account', value };
}
