// REST and files: one Hono application. Every route of protocol `api` is mounted from the table of handlers, and what a
// route declares (policy, params, query, body) is enforced here and nowhere else.
import { type Api, apiPath, type Route, SupError, validate, whoOf } from '@sup/protocol';
import { type Context, Hono } from 'hono';
import { mustAllowRoute } from './bot-access.ts';
import { cors } from './cors.ts';
import { everyRoute, mustAllowGuest, mustDeclareAccess } from './declared-access.ts';
import { docsRoutes } from './docs-page.ts';
import { healthRoutes } from './health.ts';
import type { Asker } from './listener.ts';
import { readJson } from './read-body.ts';
import { refreshCookie } from './refresh-cookie.ts';
import type { RestContext } from './rest-context.ts';
import { errorResponse } from './rest-errors.ts';
import { type RestHandlers, restHandlers } from './rest-handlers.ts';
import type { Bindings, RestApp, RestParts } from './rest-parts.ts';
import { securityHeaders } from './security-headers.ts';
import { staticFiles } from './static-files.ts';

type RestRequest = Context<{ Bindings: Bindings }>;
type AnyHandler = (input: object, context: RestContext) => Promise<unknown>;

/** Builds the function that answers every request that is not for a socket. */
export async function createRest(
  parts: RestParts,
): Promise<(request: Request, asker: Asker) => Promise<Response>> {
  const app: RestApp = new Hono();
  app.onError((error) => errorResponse(asRefusal(error, parts)));
  app.use(measure(parts));
  app.use(securityHeaders(parts.settings));
  app.use(cors(parts.allowedOrigins));
  mountApi(app, parts);
  healthRoutes(app, parts);
  docsRoutes(app);
  app.all(`${apiPath}/*`, (context) => {
    throw unknownRoute(context.req.path);
  });
  app.use(await staticFiles(parts.settings));
  app.notFound(() => errorResponse(new SupError('route-not-found')));
  return async (request, asker) => app.fetch(request, { asker });
}

function mountApi(app: RestApp, parts: RestParts): void {
  mustDeclareAccess();
  const handlers = restHandlers(parts.services);
  for (const [name, route] of everyRoute()) {
    const handler = handlerOf(handlers, name);
    app.on(route.method, apiPath + route.path, (context) => answer({ context, name, route, handler, parts }));
  }
}

function handlerOf(handlers: RestHandlers, route: string): AnyHandler {
  const [service = '', name = ''] = route.split('.');
  const handler = (handlers[service as keyof Api] as Readonly<Record<string, unknown>>)[name];
  if (typeof handler !== 'function') throw new Error(`the route ${route} has no handler`);
  return handler as AnyHandler;
}

async function answer(at: {
  context: RestRequest;
  name: string;
  route: Route;
  handler: AnyHandler;
  parts: RestParts;
}): Promise<Response> {
  const { context, name, route, handler, parts } = at;
  const { req } = context;
  const { settings } = parts;
  if (parts.isDraining()) throw new SupError('overloaded', { retryAfterMs: 1_000 });
  const caller = await callerFor(route, req.header('authorization'), parts);
  if (caller?.guest) mustAllowGuest(route);
  if (caller?.scope) mustAllowRoute(caller.scope, { name, access: route, room: req.param('room') });
  const input = {
    params: route.params && validate(route.params, req.param()),
    query: route.query && validate(route.query, req.query()),
    body: route.body && validate(route.body, await readJson(req.raw)),
  };
  const address = parts.addressOf(context.env.asker.address, req.raw.headers);
  const cookie = refreshCookie(context, {
    isSecure: settings.publicUrl.startsWith('https:'),
    days: settings.refreshTokenDays,
  });
  const result = await handler(input, { caller, from: { address }, ...cookie });
  context.header('cache-control', 'no-store');
  return context.json(result as object);
}

/** Who asks, as far as the route wants to know; throws not-signed-in, and forbidden where it is for administrators. */
async function callerFor({ policy }: Route, header: string | undefined, { services }: RestParts) {
  const who = whoOf(policy);
  if (who.includes('anyone')) return undefined;
  const token = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
  if (token === undefined) throw new SupError('not-signed-in');
  const caller = await services.auth.authenticate(token);
  if (who.every((word) => word === 'admin') && !caller.admin) throw new SupError('forbidden');
  return caller;
}

/** Known with another method, or not known at all. */
function unknownRoute(path: string): SupError {
  const below = path.slice(apiPath.length).split('/');
  const isKnown = everyRoute().some(([, { path: pattern }]) => matches(pattern.split('/'), below));
  return new SupError(isKnown ? 'method-not-allowed' : 'route-not-found');
}

function matches(pattern: readonly string[], path: readonly string[]): boolean {
  return (
    pattern.length === path.length &&
    pattern.every((part, at) => (part.startsWith(':') ? path[at] !== '' : part === path[at]))
  );
}

function asRefusal(error: unknown, { telemetry }: RestParts): SupError {
  if (error instanceof SupError) return error;
  telemetry.log.error('A request could not be answered because of a bug.', { error });
  return new SupError('internal');
}

function measure({ clock, telemetry }: RestParts) {
  return async (context: RestRequest, next: () => Promise<void>): Promise<void> => {
    const startedAt = clock.monotonic();
    await next();
    telemetry.requestAnswered({
      method: context.req.method,
      route: context.req.routePath,
      status: context.res.status,
      durationMs: clock.monotonic() - startedAt,
    });
  };
}
