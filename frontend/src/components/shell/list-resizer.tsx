/** Only a pointer can drag the edge of the list. */
export function ListResizer(_props: { width: number; onWidth: (width: number) => void }) {
  return null;
}
