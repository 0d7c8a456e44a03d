// What the core needs of the place it runs in. Core files import neither DOM nor Node: they are handed this.
import type { LocalStore } from './local-store.ts';

export interface Stoppable {
  stop(): void;
}

/** Everything that is not the same on each run: time, timers and randomness. */
export interface Clock {
  /** Milliseconds since 1970; may jump, so it orders nothing. */
  now(): number;
  /** Milliseconds since some fixed moment; never goes back. */
  monotonic(): number;
  /** Runs `task` once, `ms` from now, unless stopped before. */
  after(ms: number, task: () => void): Stoppable;
  /** Fresh random bytes, fit for ids. */
  random(bytes: number): Uint8Array;
}

/** What happens to a socket. After `closed` nothing else happens. */
export interface SocketEvents {
  opened(): void;
  received(text: string): void;
  closed(code: number): void;
}

export interface Socket {
  send(text: string): void;
  /** Ends the socket; `closed` may come late or never, so the caller does not wait for it. */
  close(code: number): void;
}

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  /** The value of Retry-After in ms, where there is one. */
  readonly retryAfterMs?: number;
}

export interface DeviceEvents {
  online(): void;
  offline(): void;
  visible(): void;
  hidden(): void;
}

/** Whether the device says that it has a network and that someone looks at the app. */
export interface Device {
  online(): boolean;
  visible(): boolean;
  watch(events: DeviceEvents): Stoppable;
}

/** What the tabs of one browser profile share; where there are no tabs, each is alone. */
export interface Tabs {
  /** Runs the task while no other tab runs one of this name. */
  exclusive<Result>(name: string, task: () => Promise<Result>): Promise<Result>;
  /** Calls `lead` once this tab leads, which one tab does at any moment; it leads until it is closed or stopped. */
  lead(name: string, lead: () => void): Stoppable;
  /** Says something to the other tabs. */
  tell(news: unknown): void;
  /** Hears what other tabs say. */
  listen(hear: (news: unknown) => void): Stoppable;
}

export interface Platform {
  readonly clock: Clock;
  readonly store: LocalStore;
  readonly device: Device;
  readonly tabs: Tabs;
  /** Where the refresh token lives: in an httpOnly cookie that no script can read, or in the local store. */
  readonly credentials: 'cookie' | 'store';
  /** Whether there may be such a cookie: where there surely is none, the server need not be asked who this is. */
  mayHaveCookie(): boolean;
  /** Name and version of the program, shown in the list of sessions. */
  readonly program: string;
  openSocket(url: string, events: SocketEvents): Socket;
  /** Rejects when there was no answer. */
  fetch(request: HttpRequest): Promise<HttpAnswer>;
}
