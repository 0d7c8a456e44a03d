// Every failure of REST in the one form (R50, R51).
import type { SupError } from '@sup/protocol';
import { errorBody } from './frames.ts';

/** The answer to a request that failed in an expected way. */
export function errorResponse(error: SupError): Response {
  const { http } = error.row;
  const retryAfterMs = error.details.retryAfterMs ?? 1_000;
  const isWait = http === 429 || http === 503;
  return Response.json(errorBody(error), {
    status: http,
    headers: isWait ? { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1_000))) } : {},
  });
}
