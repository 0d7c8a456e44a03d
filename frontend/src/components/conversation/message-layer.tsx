import { useWords } from '../../i18n';
import type { MessageItem } from '../../model/types';
import type { MessageActions, Point } from './message-actions';
import { MessageMenu } from './message-menu';
import { ReactionPicker } from './reaction-picker';

/** What is open over the list: the menu of a message, its six reactions, or the grid behind the plus. */
export interface OpenLayer {
  readonly kind: 'menu' | 'picker' | 'grid';
  readonly item: MessageItem;
  readonly at: Point;
}

export interface MessageLayerProps {
  readonly layer: OpenLayer | undefined;
  readonly actions: MessageActions;
  readonly canDelete: (item: MessageItem) => boolean;
  readonly onLayer: (layer: OpenLayer | undefined) => void;
}

/** Draws the layer that is open, if one is. */
export function MessageLayer({ layer, actions, canDelete, onLayer }: MessageLayerProps) {
  const words = useWords();
  if (!layer) return null;
  const { item, at } = layer;
  if (layer.kind === 'menu') {
    return (
      <MessageMenu
        item={item}
        at={at}
        actions={actions}
        canDelete={canDelete(item)}
        onMoreReactions={() => onLayer({ ...layer, kind: 'grid' })}
        onClose={() => onLayer(undefined)}
      />
    );
  }
  return (
    <ReactionPicker
      at={at}
      startOpen={layer.kind === 'grid'}
      label={words.message.react}
      onPick={(emoji) => actions.onReact(item, emoji)}
      onClose={() => onLayer(undefined)}
    />
  );
}
