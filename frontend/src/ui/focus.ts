/** Moves keyboard focus to the view with this native id; phones have no such focus. */
export function focusById(_id: string): void {
  // Screen readers move their own cursor there.
}
