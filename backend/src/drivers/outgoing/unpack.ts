import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { OutgoingError } from '../../ports/outgoing.ts';

const unpackers = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** What may be sent packed: `accept-encoding`. */
export const packings = 'gzip, deflate, br';

/** Unpacks a body, at most to `bytesMax`. Throws OutgoingError size or answer. */
export async function unpack(
  body: Uint8Array,
  encoding: string | undefined,
  bytesMax: number,
): Promise<Uint8Array> {
  const packing = encoding?.toLowerCase() ?? 'identity';
  if (packing === 'identity' || body.length === 0) return body;
  // Several packings around each other are nothing an honest server does.
  if (!isKnown(packing)) throw new OutgoingError('answer');
  try {
    return await unpackers[packing](body, { maxOutputLength: bytesMax });
  } catch (cause) {
    const isTooLarge = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    throw new OutgoingError(isTooLarge ? 'size' : 'answer', { cause });
  }
}

function isKnown(packing: string): packing is keyof typeof unpackers {
  return Object.hasOwn(unpackers, packing);
}
