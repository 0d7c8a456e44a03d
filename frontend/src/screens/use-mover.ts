import type { MessageId } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import { itemOf, type Mover } from '../client/use-message-actions';
import { may } from '../model/rights';
import type { MessageItem, TimelineItem } from '../model/types';
import type { RoomLayer } from './room-layers';
import { type Selection, useSelection } from './use-selection';

interface MoverParts {
  readonly snapshot: Sdk.RoomSnapshot;
  readonly items: readonly Sdk.RoomItem[];
  readonly timeline: readonly TimelineItem[];
  /** The thread that is shown. */
  readonly thread?: MessageId;
  readonly onLayer: (layer: RoomLayer) => void;
}

/** Choosing messages, and what somebody can do with them who may move them here; undefined for everyone else. */
export function useMover({ snapshot, items, timeline, thread, onLayer }: MoverParts): {
  selection: Selection;
  mover: Mover | undefined;
} {
  const selection = useSelection(timeline);
  if (!may(snapshot, 'move') || snapshot.settings.archived) return { selection, mover: undefined };
  const move = (shown: readonly MessageItem[]) => {
    const found = shown.map((item) => itemOf(items, item)?.id);
    const messages = found.filter((id): id is MessageId => id !== undefined && id !== thread);
    if (messages.length === 0) return;
    onLayer({ kind: 'move', messages, ...(thread && { thread }), onMoved: selection.end });
  };
  return { selection, mover: { select: selection.begin, move } };
}
