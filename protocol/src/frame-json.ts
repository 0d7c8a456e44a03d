// The half of the codec that knows no schema: a client needs no more.
import type { DownFrame, DownType } from './down/index.ts';
import { downTypes } from './down/types.ts';
import { SupError } from './errors.ts';
import type { UpFrame } from './up/index.ts';

/** Encodes a frame for the wire. */
export function encode(frame: UpFrame | DownFrame): string {
  return JSON.stringify(frame);
}

/** Decodes what the server said. The server is trusted with shapes; unknown types give undefined, for a newer server may know more (R5). */
export function decodeDown(text: string): DownFrame | undefined {
  const value = parseJson(text);
  const type = typeOf(value);
  return downTypes.some((known) => known === type) ? (value as DownFrame<DownType>) : undefined;
}

/** Parses a frame; throws frame-not-json. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SupError('frame-not-json', {}, { cause });
  }
}

/** The type that a parsed frame says it has. */
export function typeOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'type')) return undefined;
  const type = (value as { type: unknown }).type;
  return typeof type === 'string' ? type : undefined;
}
