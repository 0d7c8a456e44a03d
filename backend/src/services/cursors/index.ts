export { createCursors } from './create-cursors.ts';
export type { CursorStore, MarkerWrite, ReceiptWrite, RoomReceipt } from './cursor-store.ts';
export type { Cursors } from './cursors.ts';
