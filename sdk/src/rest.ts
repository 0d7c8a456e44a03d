// Calls the REST routes: the route's types, its address, the token, and errors as SupError.
import type { Api, Route } from '@sup/protocol';
import { type Address, addresses, apiPath, type ErrorCode, errors, SupError } from '@sup/protocol/wire';
import type { HttpAnswer, Platform } from './platform.ts';
import { Unreachable } from './unreachable.ts';

type Input<Schema> = Schema extends { _zod: { input: infer Given } } ? Given : never;
type Output<Schema> = Schema extends { _zod: { output: infer Taken } } ? Taken : never;
// A part that a route does not declare is inferred as its constraint, which names no field.
type Part<Schema> = [unknown] extends [Input<Schema>]
  ? unknown
  : string extends keyof Input<Schema>
    ? unknown
    : Input<Schema>;
/** Parameters, query and body of a route in one object. */
export type RestInput<R> =
  R extends Route<infer P, infer Q, infer B, infer _A> ? Part<P> & Part<Q> & Part<B> : never;
export type RestAnswer<R> = R extends { answer: infer A } ? Output<A> : never;
/** `rest.messages.page({ room, limit: '50' })`. */
export type RestCall<R> = (input: RestInput<R>) => Promise<RestAnswer<R>>;
export type Rest = { [Service in keyof Api]: { [Name in keyof Api[Service]]: RestCall<Api[Service][Name]> } };

/** Where calls get their token: undefined calls without one; `stale` is a token that the server has refused. */
export type TokenSource = (stale?: string) => Promise<string | undefined>;

interface RestParts {
  readonly platform: Pick<Platform, 'fetch'>;
  /** Without a slash at the end; empty on the web, where the page's own origin is meant. */
  readonly url: string;
  readonly token: TokenSource;
}

const timeoutMs = 20_000;
/** Routes that are called without a token: they are how one gets one. */
const withoutToken: ReadonlySet<string> = new Set([
  '/auth/register',
  '/auth/login',
  '/auth/refresh',
  '/auth/recover',
  '/auth/jwks',
  '/invites/preview',
  '/invites/enter',
]);

/** Makes a function of every route. An input that the path does not name goes into the query (GET) or the body. */
export function createRest(parts: RestParts): Rest {
  const services = Object.entries(addresses).map(([service, routes]) => [
    service,
    Object.fromEntries(
      Object.entries(routes as Record<string, Address>).map(([name, address]) => [
        name,
        (input: Record<string, unknown>) => call(parts, address, input),
      ]),
    ),
  ]);
  // The table of addresses has a row for each route of `Api`; the compiler cannot see it through fromEntries.
  return Object.fromEntries(services) as Rest;
}

async function call(parts: RestParts, address: Address, input: Record<string, unknown>): Promise<unknown> {
  const token = withoutToken.has(address.path) ? undefined : await parts.token();
  const first = await request(parts, { address, input, token });
  if (first.status !== 401 || token === undefined) return read(first);
  const fresh = await parts.token(token);
  return fresh === undefined ? read(first) : read(await request(parts, { address, input, token: fresh }));
}

interface Call {
  readonly address: Address;
  readonly input: Record<string, unknown>;
  readonly token: string | undefined;
}

async function request(parts: RestParts, { address, input, token }: Call): Promise<HttpAnswer> {
  const rest = { ...input };
  const path = address.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  const inQuery = address.method === 'GET';
  const hasBody = !inQuery && (address.method !== 'DELETE' || Object.keys(rest).length > 0);
  try {
    return await parts.platform.fetch({
      method: address.method,
      url: `${parts.url}${apiPath}${path}${inQuery ? queryOf(rest) : ''}`,
      headers: {
        'X-Sup': '1',
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(hasBody ? { 'Content-Type': 'application/json' } : {}),
      },
      ...(hasBody ? { body: JSON.stringify(rest) } : {}),
      timeoutMs,
    });
  } catch (cause) {
    throw new Unreachable({ cause });
  }
}

function queryOf(values: Record<string, unknown>): string {
  const pairs = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function read(answer: HttpAnswer): unknown {
  const value = parse(answer.text);
  if (answer.status >= 200 && answer.status < 300) return value;
  throw errorOf(answer, value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's page instead of an answer of Sup: the status alone says what it is worth.
    return undefined;
  }
}

function errorOf(answer: HttpAnswer, value: unknown): SupError {
  const said = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const { code, retryAfterMs = answer.retryAfterMs, fields, place } = said;
  const busy =
    answer.status === 429 || answer.status === 502 || answer.status === 503 || answer.status === 504;
  const known = typeof code === 'string' && Object.hasOwn(errors, code) ? (code as ErrorCode) : undefined;
  return new SupError(known ?? (busy ? 'overloaded' : 'internal'), {
    ...(retryAfterMs === undefined ? {} : { retryAfterMs: Number(retryAfterMs) }),
    ...(fields === undefined ? {} : { fields: fields as Record<string, string> }),
    ...(place === undefined ? {} : { place: place as { room: string; seq: number } }),
  });
}
