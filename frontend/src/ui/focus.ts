/** Moves keyboard focus to the view with this native id; phones have no such focus. */
export function focusById(_id: string): void {
  // Screen readers move their own cursor there.
}

/** The native id of what has keyboard focus; phones have no such focus. */
export function focusedId(): string | undefined {
  return undefined;
}
