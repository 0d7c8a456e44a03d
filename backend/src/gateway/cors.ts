import { SupError } from '@sup/protocol';
import type { MiddlewareHandler } from 'hono';
import { errorResponse } from './rest-errors.ts';

const methods = 'GET, POST, PUT, PATCH, DELETE';
const headers = 'authorization, content-type, x-sup';

/** Lets exactly the listed origins read answers. A request from any other page is refused before it has an effect. */
export function cors(allowedOrigins: () => ReadonlySet<string>): MiddlewareHandler {
  return async (context, next) => {
    const origin = context.req.header('origin');
    if (origin === undefined || context.req.path === '/healthz') return next();
    if (!allowedOrigins().has(origin)) return errorResponse(new SupError('origin-refused'));
    const isPreflight =
      context.req.method === 'OPTIONS' && context.req.header('access-control-request-method') !== undefined;
    if (isPreflight) context.res = new Response(null, { status: 204 });
    else await next();
    context.res.headers.set('access-control-allow-origin', origin);
    context.res.headers.set('access-control-allow-credentials', 'true');
    context.res.headers.append('vary', 'origin');
    if (isPreflight) {
      context.res.headers.set('access-control-allow-methods', methods);
      context.res.headers.set('access-control-allow-headers', headers);
      context.res.headers.set('access-control-max-age', '600');
    } else context.res.headers.set('access-control-expose-headers', 'retry-after');
    return undefined;
  };
}
