import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askIdOf, decodeUp } from './codec.ts';
import { SupError } from './errors.ts';
import { decodeDown } from './frame-json.ts';
import { limits } from './limits.ts';
import { makeId } from './make-id.ts';

const room = makeId<'RoomId'>(1, new Uint8Array(10));
const cmid = makeId<'Cmid'>(2, new Uint8Array(10));
const send = (body: string) =>
  `{"type":"message.send","id":1,"room":"${room}","cmid":"${cmid}","since":0,"body":${JSON.stringify(body)}}`;

/** The code and fields with which a frame is refused. */
function refusal(frame: string): { code: string; fields: Readonly<Record<string, string>> } {
  try {
    decodeUp(frame);
  } catch (error) {
    if (error instanceof SupError) return { code: error.code, fields: error.details.fields ?? {} };
    throw error;
  }
  throw new Error('the frame was accepted');
}

test('R2: a frame over 131,072 bytes is refused before it is parsed', () => {
  expect(refusal('x'.repeat(limits.frameBytesMax + 1)).code).toBe('frame-too-large');
  // Fewer characters than the limit, but more bytes.
  expect(refusal('é'.repeat(limits.frameBytesMax / 2 + 1)).code).toBe('frame-too-large');
});

test('R3: a frame that is not JSON is refused as such', () => {
  for (const frame of ['', '{', 'nul', "{'a':1}", '\u0000'])
    expect(refusal(frame).code).toBe('frame-not-json');
});

test('R4: a frame of unknown type is refused, whatever JSON it is', () => {
  for (const frame of [
    '[]',
    '1',
    'null',
    '"a"',
    '{}',
    '{"type":1}',
    '{"type":"nope"}',
    '{"type":"__proto__"}',
    '{"type":"constructor"}',
  ])
    expect(refusal(frame).code).toBe('unknown-type');
});

test('R4: missing, extra and mistyped fields are named', () => {
  expect(refusal('{"type":"message.send","id":1}').fields).toHaveProperty('room');
  expect(refusal(send('hi').replace('"since":0', '"since":0,"extra":1')).code).toBe('invalid-input');
  expect(refusal(send('hi').replace('"since":0', '"since":-1')).fields).toHaveProperty('since');
  expect(refusal(send('hi').replace('"since":0', '"since":0,"__proto__":{"admin":true}')).code).toBe(
    'invalid-input',
  );
});

test('R4: deep and wide JSON is refused without harm', () => {
  const deep = `{"type":"ping","a":${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
  expect(['invalid-input', 'frame-not-json']).toContain(refusal(deep).code);
  const wide = JSON.stringify({
    type: 'ping',
    ...Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`k${at}`, at])),
  });
  expect(refusal(wide).code).toBe('invalid-input');
});

test('R6: NUL and half a surrogate pair are refused; everything else comes back as it went in', () => {
  expect(refusal(send('a\u0000b')).code).toBe('body-malformed');
  expect(refusal(send('x').replace('"x"', '"\\ud800"')).code).toBe('body-malformed');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (body) => {
      fc.pre(!body.includes('\0') && body.isWellFormed());
      expect(decodeUp(send(body))).toMatchObject({ body });
    }),
  );
});

test('R7: a body has at most 16,384 code points and 65,536 bytes', () => {
  expect(decodeUp(send('😀'.repeat(16_384)))).toMatchObject({ type: 'message.send' });
  expect(refusal(send('a'.repeat(16_385))).code).toBe('body-too-large');
  expect(refusal(send('')).code).toBe('invalid-input');
});

test('random frames never throw anything but a SupError', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc.string(),
        fc.object({ withBigInt: false }).map((value) => JSON.stringify({ type: 'message.send', ...value })),
      ),
      (frame) => {
        try {
          decodeUp(frame);
        } catch (error) {
          expect(error).toBeInstanceOf(SupError);
        }
      },
    ),
  );
});

test('R5: frames of a newer server are ignored, not refused', () => {
  expect(decodeDown('{"type":"something.new"}')).toBeUndefined();
  expect(decodeDown('{"type":"pong","heads":{},"rev":0,"more":1}')).toMatchObject({ type: 'pong' });
});

test('the number of an ask is found also in a frame that is wrong otherwise', () => {
  expect(askIdOf('{"type":"nope","id":7}')).toBe(7);
  for (const frame of ['{', '{"id":"7"}', '{"id":0}', 'null', '[]']) expect(askIdOf(frame)).toBeUndefined();
});
