// What the gateway itself says. Hot frames are put together from ready pieces; `protocol` says their shapes.
import { type DownFrame, encode, type SupError, type errors as table } from '@sup/protocol';

/** The reply to an ask. */
export function replyFrame(to: number, result: unknown): string {
  return `{"type":"reply","to":${to},"result":${JSON.stringify(result ?? {})}}`;
}

/** The error that answers an ask, or a frame that could not be read. */
export function errorFrame(error: SupError, to: number | undefined): string {
  return encode({
    type: 'error',
    ...(to !== undefined && { to }),
    ...errorBody(error),
  } as DownFrame<'error'>);
}

/** An error as REST answers and frames show it. */
export function errorBody(error: SupError) {
  const { retryAfterMs, fields, place } = error.details;
  return {
    code: error.code,
    text: error.row.text,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(fields && { fields }),
    ...(place && { place }),
  };
}

/** The last frame before the server closes. */
export function byeFrame(code: keyof typeof table, text: string, retryAfterMs?: number): string {
  return encode({ type: 'bye', code, text, ...(retryAfterMs !== undefined && { retryAfterMs }) });
}
