// Browsers: IndexedDB, Web Locks, BroadcastChannel, online and visibility events.
import type { Clock, Device, Platform, Tabs } from '../platform.ts';
import { fetchText, openSocket } from './global-net.ts';
import { indexedStore } from './indexed-store.ts';

export interface WebOptions {
  /** Name of the database, the locks and the channel; one for each server that a page talks to. */
  readonly name?: string;
  readonly program?: string;
}

/** What the sdk needs of a browser. Off localhost without TLS there are no Web Locks: each tab is then alone. */
export function webPlatform({ name = 'sup', program = 'sup-web' }: WebOptions = {}): Platform {
  return {
    clock: browserClock,
    store: indexedStore(name),
    device: browserDevice,
    tabs: browserTabs(name),
    credentials: 'cookie',
    mayHaveCookie: () => signedInCookie.test(document.cookie),
    program,
    openSocket: (url, events) => openSocket(absolute(url), events),
    fetch: fetchText,
  };
}

/** Says that there is a refresh cookie, which no script can see. */
const signedInCookie = /(^|; )(__Host-)?sup-signed-in=/;

/** On the page's own origin the core has only a path; a WebSocket wants all of it. */
function absolute(url: string): string {
  return url.startsWith('/') ? `${location.origin.replace(/^http/, 'ws')}${url}` : url;
}

const browserClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return { stop: () => clearTimeout(timer) };
  },
  random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
};

const browserDevice: Device = {
  online: () => navigator.onLine,
  visible: () => document.visibilityState === 'visible',
  watch(events) {
    const stop = new AbortController();
    const { signal } = stop;
    const seen = () => (document.visibilityState === 'visible' ? events.visible() : events.hidden());
    addEventListener('online', () => events.online(), { signal });
    addEventListener('offline', () => events.offline(), { signal });
    document.addEventListener('visibilitychange', seen, { signal });
    return { stop: () => stop.abort() };
  },
};

function browserTabs(name: string): Tabs {
  const channel = new BroadcastChannel(name);
  const locks: LockManager | undefined = navigator.locks;
  return {
    exclusive: (lock, task) => (locks ? locks.request(`${name}:${lock}`, task) : task()),
    lead(lock, lead) {
      if (locks === undefined) {
        lead();
        return { stop: () => undefined };
      }
      const stop = new AbortController();
      const held = new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()));
      const { signal } = stop;
      locks
        .request(`${name}:${lock}`, { signal }, () => {
          lead();
          return held;
        })
        // Stopped before it was this tab's turn.
        .catch(() => undefined);
      return { stop: () => stop.abort() };
    },
    tell: (news) => channel.postMessage(news),
    listen(hear) {
      const listener = ({ data }: MessageEvent) => hear(data);
      channel.addEventListener('message', listener);
      return { stop: () => channel.removeEventListener('message', listener) };
    },
  };
}
