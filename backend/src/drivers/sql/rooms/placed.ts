import type { RoomId } from '@sup/protocol';

/** An entry with the number of its room and the person it is hidden from. */
export interface Placed<E> {
  /** rooms.no */
  readonly room: number;
  readonly roomId: RoomId;
  readonly entry: E;
  readonly hiddenFrom: string | undefined;
  /** Of a forwarded message: what it says again. */
  readonly origin?: { readonly room: string; readonly message: string } | undefined;
}
