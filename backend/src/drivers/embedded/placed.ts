/** An entry with the number of its room and the person it is hidden from. */
export interface Placed<E> {
  readonly room: number;
  readonly entry: E;
  readonly hiddenFrom: string | undefined;
}
