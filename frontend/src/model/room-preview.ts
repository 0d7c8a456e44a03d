import type { RoomSummary } from './types';

/** The second line of a list row, by priority: its end, typing, not sent, draft, last message, nothing yet. */
export type RoomPreview =
  | { readonly kind: 'typing'; readonly names: readonly string[] }
  | { readonly kind: 'failed'; readonly text: string }
  | { readonly kind: 'draft'; readonly text: string }
  | { readonly kind: 'message'; readonly text: string; readonly prefix?: 'you' | { readonly name: string } }
  | { readonly kind: 'deleted' }
  /** The chat itself is deleted. */
  | { readonly kind: 'ending'; readonly at: number }
  | { readonly kind: 'empty' };

/** Line breaks and runs of spaces become one space; a preview has one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** What the row says under the name. `You` stands only where no tick says that the message is mine. */
export function previewOf(room: RoomSummary): RoomPreview {
  if (room.deletesAt !== undefined) return { kind: 'ending', at: room.deletesAt };
  if (room.typing.length > 0) return { kind: 'typing', names: room.typing };
  if (room.failed !== undefined) return { kind: 'failed', text: oneLine(room.failed) };
  if (room.draft) return { kind: 'draft', text: oneLine(room.draft) };
  const last = room.lastMessage;
  if (!last) return { kind: 'empty' };
  if (last.deleted) return { kind: 'deleted' };
  const text = oneLine(last.text);
  if (room.kind === 'direct') return { kind: 'message', text };
  if (last.mine) return last.state ? { kind: 'message', text } : { kind: 'message', text, prefix: 'you' };
  return { kind: 'message', text, prefix: { name: last.byName.split(' ')[0] ?? last.byName } };
}
