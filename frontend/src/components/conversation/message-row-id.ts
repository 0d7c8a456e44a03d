/** A message row is found by this id when the keyboard moves to it. */
export function messageRowId(id: string): string {
  return `message-${id}`;
}
