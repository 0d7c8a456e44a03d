import jsQR from 'jsqr';
import { expect, it } from 'vitest';
import { qrShape } from './qr';

const scale = 4;

/** The shape as a camera sees it: dark bars on light ground, some pixels a module. */
function pixelsOf({ side, path }: ReturnType<typeof qrShape>): { data: Uint8ClampedArray; width: number } {
  const width = side * scale;
  const pixels = new Uint32Array(width * width).fill(0xff_ff_ff_ff);
  const dark = 0xff_00_00_00;
  for (const [, left, top, wide] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let y = Number(top) * scale; y < (Number(top) + 1) * scale; y += 1) {
      const from = y * width + Number(left) * scale;
      pixels.fill(dark, from, from + Number(wide) * scale);
    }
  }
  const data = new Uint8ClampedArray(pixels.buffer);
  return { data, width };
}

it.each([
  'http://localhost:4000/join/4k9z-m2xq-8h3t-p6wd-01ab',
  'https://chat.example.org/join/zzzz-zzzz-zzzz-zzzz-zzzz',
])('draws %s so that a reader finds it', (link) => {
  const { data, width } = pixelsOf(qrShape(link));
  expect(jsQR(data, width, width)?.data).toBe(link);
});
