// What a client may put under the keys that are its own to write.
import {
  codePoints,
  DoNotDisturb,
  Folders,
  HiddenReceipts,
  isKeepable,
  Keywords,
  Levels,
  limits,
  MessageId,
  Mute,
  RoomLevel,
  Since,
  SupError,
  utf8Length,
  Zone,
} from '@sup/protocol';
import * as z from 'zod/mini';
import { isTimeZone } from './time-zone.ts';

const time = z.int().check(z.minimum(0));

const unknownZone = { path: ['zone'], error: 'is no time zone that this server knows' };

/** Values by the part of the key before its first colon. */
const values = {
  mute: Mute,
  pin: Since,
  level: RoomLevel,
  archive: Since,
  saved: Since,
  levels: Levels,
  'do-not-disturb': DoNotDisturb.check(z.refine(({ zone }) => isTimeZone(zone), unknownZone)),
  keywords: Keywords,
  folders: Folders,
  receipts: HiddenReceipts,
  zone: Zone.check(z.refine(({ zone }) => isTimeZone(zone), unknownZone)),
  // Empty while a draft holds only what it answers.
  draft: z.strictObject({ text: z.string(), replyTo: z.optional(MessageId), at: time }),
} as const;

type Family = keyof typeof values;

/** Reads a value for a client's key; throws invalid-input, body-too-large or body-malformed. */
export function readClientValue(key: string, value: unknown): unknown {
  const family = familyOf(key);
  const read = values[family].safeParse(value);
  if (!read.success) {
    const fields = read.error.issues.map((issue) => [['value', ...issue.path].join('.'), issue.message]);
    throw new SupError('invalid-input', { fields: Object.fromEntries(fields) });
  }
  if ('text' in read.data && typeof read.data.text === 'string') mustBeBody(read.data.text);
  if (utf8Length(JSON.stringify(read.data)) > limits.stateValueBytesMax) throw new SupError('body-too-large');
  return read.data;
}

function familyOf(key: string): Family {
  const [family = ''] = key.split(':');
  if (Object.hasOwn(values, family)) return family as Family;
  throw new SupError('state-key-refused');
}

function mustBeBody(text: string): void {
  const tooLong =
    utf8Length(text) > limits.bodyBytesMax ||
    codePoints(text, limits.bodyCodePointsMax) > limits.bodyCodePointsMax;
  if (tooLong) throw new SupError('body-too-large');
  if (!isKeepable(text)) throw new SupError('body-malformed');
}
