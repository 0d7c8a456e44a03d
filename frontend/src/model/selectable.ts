import type { MessageItem, TimelineItem } from './types';

/** True for what somebody can do something with: it is on the server, and there is something left of it. */
export function isSelectable(item: TimelineItem): item is MessageItem {
  return item.kind === 'message' && item.seq !== undefined && !item.deleted && !item.movedAway;
}
