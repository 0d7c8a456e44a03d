import { limits, SupError } from '@sup/protocol';

/** Reads a JSON body; throws the row of R51 that says what is wrong with it. Sizes come before parsing. */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  const length = Number(request.headers.get('content-length') ?? 0);
  if (length > limits.requestBytesMax) throw new SupError('body-too-large');
  const bytes = await readBytes(request);
  if (bytes.length === 0 && type === undefined) return {};
  if (type !== 'application/json') throw new SupError('unsupported-media-type');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new SupError('frame-not-json', {}, { cause });
  }
}

async function readBytes(request: Request): Promise<Uint8Array> {
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.length;
    // What is still to come is not read: leaving the loop cancels the stream.
    if (length > limits.requestBytesMax) throw new SupError('body-too-large');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
