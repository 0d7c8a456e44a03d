import { toQR } from 'toqr';

/** Readers need this much quiet ground round the code. */
const quietModules = 4;

export interface QrShape {
  /** Modules on a side, the quiet ground included. */
  readonly side: number;
  /** The dark modules as an SVG path, a bar for those that stand side by side. */
  readonly path: string;
}

/** A text as the shape of its QR code. Made on this device: no other server learns of it. */
export function qrShape(text: string): QrShape {
  const modules = toQR(text);
  const inner = Math.sqrt(modules.length);
  const bars: string[] = [];
  for (let row = 0; row < inner; row += 1) {
    let from = 0;
    for (let column = 0; column <= inner; column += 1) {
      if (column < inner && modules[row * inner + column] === 1) continue;
      if (column > from) bars.push(bar(from, row, column - from));
      from = column + 1;
    }
  }
  return { side: inner + 2 * quietModules, path: bars.join('') };
}

function bar(column: number, row: number, width: number): string {
  return `M${column + quietModules} ${row + quietModules}h${width}v1h-${width}z`;
}
