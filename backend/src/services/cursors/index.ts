export { createCursors } from './create-cursors.ts';
export type { CursorStore, MarkerWrite, ReceiptWrite } from './cursor-store.ts';
export type { Cursors } from './cursors.ts';
