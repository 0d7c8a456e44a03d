/** Phones have one pane and no F6. */
export function usePaneCycle(): void {
  // Nothing to listen to.
}
