import * as z from 'zod';
import {
  host,
  hostList,
  networkList,
  onOff,
  originList,
  postgresUrl,
  publicUrl,
  wholeNumber,
} from './value-types.ts';

/** What the documentation, `sup config` and the error messages say about one setting. */
export interface Description {
  /** Completes "NAME must be …". */
  type: string;
  /** As one would write it; a function where it follows from other settings; absent where there is none. */
  default?: string | ((textOf: (name: string) => string | undefined) => string);
  /** The words for a default that is computed or absent. */
  defaultWords?: string;
  sentence: string;
  secret?: true;
}

/** The words about each schema in `settings`. */
export const descriptions = z.registry<Description>();

function setting<Schema extends z.ZodType>(schema: Schema, description: Description): Schema {
  // Of its own: the words of two settings of one kind would else be those of the last.
  const own = schema.clone();
  descriptions.add(own, description);
  return own;
}

/** Whether only this machine can reach a listener on `host`. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Where `npm start` in frontend/ serves the client for development. */
const developmentOrigin = 'http://localhost:19006';

/** Every setting of the server, in the order in which people meet them. */
export const settings = z.strictObject({
  SUP_PORT: setting(wholeNumber(0, 65_535), {
    type: 'a whole number from 0 to 65535',
    default: '4000',
    sentence: 'The port to listen on; 0 lets the system pick a free one.',
  }),
  SUP_HOST: setting(host, {
    type: 'a host name or an address, without scheme and port',
    default: '127.0.0.1',
    sentence: 'The address to listen on; 0.0.0.0 or :: opens Sup to the network.',
  }),
  SUP_DATA_DIR: setting(z.string(), {
    type: 'a directory',
    default: './data',
    sentence:
      'Where everything Sup must remember lies, unless SUP_POSTGRES_URL is set; a relative path starts at the root of the repository. One server at a time may use it.',
  }),
  SUP_POSTGRES_URL: setting(postgresUrl.optional(), {
    type: 'an address such as postgres://sup:password@db.example.org:5432/sup',
    defaultWords: 'none: all is kept in SUP_DATA_DIR',
    sentence:
      'The PostgreSQL database (13 or newer, encoding UTF8) that keeps everything, messages too. One server at a time may use it.',
    secret: true,
  }),
  SUP_POSTGRES_MAY_LOSE: setting(onOff, {
    type: 'on or off',
    default: 'off',
    sentence:
      'Starts also on a PostgreSQL whose fsync, synchronous_commit or full_page_writes is off; a crash then loses messages that were acknowledged.',
  }),
  SUP_TLS_CERT: setting(z.string().optional(), {
    type: 'a readable PEM file',
    defaultWords: 'none',
    sentence:
      'The TLS certificate with its chain; needs SUP_TLS_KEY. Relative to the root of the repository.',
  }),
  SUP_TLS_KEY: setting(z.string().optional(), {
    type: 'a readable PEM file',
    defaultWords: 'none',
    sentence: 'The private key of SUP_TLS_CERT. Relative to the root of the repository.',
  }),
  SUP_PUBLIC_URL: setting(publicUrl, {
    type: 'an address with http:// or https:// and without a path',
    default: (textOf) => `${textOf('SUP_TLS_CERT') ? 'https' : 'http'}://localhost:${textOf('SUP_PORT')}`,
    defaultWords: 'http://localhost:PORT (https with TLS)',
    sentence: 'The address people type to reach Sup; links and cookies are made from it.',
  }),
  SUP_ALLOWED_ORIGINS: setting(originList, {
    type: 'a list of exact origins such as https://chat.example.org, separated by commas',
    default: defaultOrigins,
    defaultWords: `the public address; on loopback also this port by name and number, and ${developmentOrigin}`,
    sentence: 'The web pages that may talk to this server; any other origin is refused.',
  }),
  SUP_TRUSTED_PROXIES: setting(networkList, {
    type: 'a list of addresses or networks such as 10.0.0.0/8, separated by commas',
    default: '',
    defaultWords: 'none',
    sentence: 'The proxies whose X-Forwarded-For and X-Forwarded-Proto are believed.',
  }),
  SUP_REGISTRATION: setting(z.enum(['open', 'invite', 'closed']), {
    type: 'open, invite or closed',
    default: 'open',
    sentence: 'Who may sign up: anyone, people with an invitation, or nobody.',
  }),
  SUP_STRANGERS: setting(z.enum(['inbox', 'open']), {
    type: 'inbox or open',
    default: 'inbox',
    sentence:
      'What somebody sees of people with whom they share no room: a request that waits to be accepted, or the message itself, as among colleagues.',
  }),
  SUP_ROOM_GRACE_DAYS: setting(wholeNumber(0, 365), {
    type: 'a whole number from 0 to 365',
    default: '7',
    sentence:
      'For how many days a deleted room can be restored by its owners before everything said in it is gone for good; 0 means not at all.',
  }),
  SUP_ACCESS_TOKEN_SECONDS: setting(wholeNumber(30, 86_400), {
    type: 'a whole number from 30 to 86400',
    default: '900',
    sentence: 'How long an access token is good before the client fetches the next.',
  }),
  SUP_REFRESH_TOKEN_DAYS: setting(wholeNumber(1, 365), {
    type: 'a whole number from 1 to 365',
    default: '30',
    sentence: 'How long somebody stays signed in on a device they do not use.',
  }),
  SUP_RATE_LIMITS: setting(onOff, {
    type: 'on or off',
    default: 'on',
    sentence:
      'Limits on sign-ins, requests and sends; off is for benches only and leaves the server unprotected.',
  }),
  SUP_OUTGOING_ALLOW: setting(hostList, {
    type: 'a list of host names, addresses or networks such as n8n.internal or 10.0.5.0/24, separated by commas',
    default: '',
    defaultWords: 'none',
    sentence:
      'Hosts of your own network that webhooks and commands may call, on any port; all others must be on the public internet.',
  }),
  SUP_METRICS_TOKEN: setting(z.string().min(16).optional(), {
    type: 'a secret of at least 16 characters',
    defaultWords: 'none: /metrics answers this machine only',
    sentence: 'The bearer token that lets another machine read /metrics.',
    secret: true,
  }),
  SUP_LOG_LEVEL: setting(z.enum(['silent', 'error', 'warn', 'info', 'debug']), {
    type: 'silent, error, warn, info or debug',
    default: 'info',
    sentence: 'How much the log on standard error says; never the content of messages.',
  }),
  SUP_RUNTIME: setting(z.enum(['bun', 'node']), {
    type: 'bun or node',
    default: 'bun',
    sentence: 'Which of the two pinned runtimes `npm start` and `npx sup` run on.',
  }),
  SUP_WEB_DIR: setting(z.string(), {
    type: 'a directory',
    default: './frontend/dist',
    sentence: 'The built web client to serve; a relative path starts at the root of the repository.',
  }),
  SUP_MEMORY_MB_MAX: setting(wholeNumber(64, 1_048_576).optional(), {
    type: 'a whole number from 64 to 1048576',
    defaultWords: 'none',
    sentence: 'A server that stays above this many megabytes is drained and started afresh.',
  }),
});

/** The values after parsing, under the names people set. */
export type SettingValues = z.output<typeof settings>;

function defaultOrigins(textOf: (name: string) => string | undefined): string {
  const origins = [textOf('SUP_PUBLIC_URL')];
  if (isLoopback(textOf('SUP_HOST') ?? '')) {
    const scheme = textOf('SUP_TLS_CERT') ? 'https' : 'http';
    const port = textOf('SUP_PORT');
    origins.push(`${scheme}://localhost:${port}`, `${scheme}://127.0.0.1:${port}`, developmentOrigin);
  }
  return [...new Set(origins)].join(',');
}
