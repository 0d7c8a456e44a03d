/** Moves keyboard focus to the view with this native id, without scrolling it. */
export function focusById(id: string): void {
  document.getElementById(id)?.focus({ preventScroll: true });
}
