// Every failure of REST in the one form (R50, R51).
import type { SupError } from '@sup/protocol';
import { errorBody } from './frames.ts';

/** The answer to a request that failed in an expected way. */
export function errorResponse(error: SupError): Response {
  const { http } = error.row;
  const retryAfterMs = error.details.retryAfterMs ?? 1_000;
  const headers = new Headers();
  if (http === 429 || http === 503)
    headers.set('retry-after', String(Math.max(1, Math.ceil(retryAfterMs / 1_000))));
  // What was too large was not read to its end, so nothing else can follow on this connection.
  if (http === 413) headers.set('connection', 'close');
  return Response.json(errorBody(error), { status: http, headers });
}
