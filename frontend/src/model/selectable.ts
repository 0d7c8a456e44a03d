import type { MessageItem, TimelineItem } from './types';

/** True for what somebody can do something with: it is on the server, and there is something left of it. */
export function isSelectable(item: TimelineItem): item is MessageItem {
  return item.kind === 'message' && item.seq !== undefined && !item.deleted && !item.movedAway;
}

/** True for words of mine that I may change: those of a forward are another's, and a poll stays what was asked. */
export function isEditable({ mine, forwarded, poll }: MessageItem): boolean {
  return mine && !forwarded && !poll;
}
