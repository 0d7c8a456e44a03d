/** Phones have no such keys. */
export function useShiftEscape(_act: (() => void) | undefined): void {
  // Nothing to listen to.
}
