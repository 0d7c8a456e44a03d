// Frames are JSON texts. Sizes are checked before parsing, shapes after.
import type * as z from 'zod/mini';
import { type ErrorCode, errors, SupError } from './errors.ts';
import { parseJson, typeOf } from './frame-json.ts';
import { limits } from './limits.ts';
import { utf8Length } from './text.ts';
import { type UpFrame, type UpType, up } from './up/index.ts';

/** Decodes what a client said; throws SupError with the row that names what is wrong with it. */
export function decodeUp(text: string): UpFrame {
  if (text.length > limits.frameBytesMax || utf8Length(text) > limits.frameBytesMax)
    throw new SupError('frame-too-large');
  const value = parseJson(text);
  const type = typeOf(value);
  if (type === undefined || !Object.hasOwn(up, type)) throw new SupError('unknown-type');
  return validate(up[type as UpType], value) as UpFrame;
}

/** The number of the ask in a frame that may otherwise be wrong, so that its error can say which it answers. */
export function askIdOf(text: string): number | undefined {
  if (text.length > limits.frameBytesMax) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
    return Number.isSafeInteger(id) && (id as number) > 0 ? (id as number) : undefined;
  } catch {
    return undefined;
  }
}

/** Checks a value against a schema; throws invalid-input (or the row that the schema names) with a sentence a field. */
export function validate<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  let code: ErrorCode = 'invalid-input';
  for (const issue of result.error.issues.slice(0, 20)) {
    fields[issue.path.join('.') || 'value'] ??= issue.message;
    const named = issue.code === 'custom' ? issue.params?.code : undefined;
    if (typeof named === 'string' && Object.hasOwn(errors, named)) code = named as ErrorCode;
  }
  throw new SupError(code, { fields });
}
