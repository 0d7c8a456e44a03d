export { type CursorsParts, createCursors } from './create-cursors.ts';
export type { CursorBatch, CursorStore, MarkerWrite, ReceiptWrite, RoomReceipt } from './cursor-store.ts';
export type { Cursors } from './cursors.ts';
