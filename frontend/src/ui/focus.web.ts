/** Moves keyboard focus to the view with this native id, without scrolling it. */
export function focusById(id: string): void {
  document.getElementById(id)?.focus({ preventScroll: true });
}

/** The native id of what has keyboard focus. */
export function focusedId(): string | undefined {
  return document.activeElement?.id;
}
