import type { ReactNode } from 'react';
import { FlatList } from 'react-native';
import { type KeptItem, KeptRow } from './kept-row';

export interface KeptListProps {
  readonly label: string;
  readonly items: readonly KeptItem[];
  /** What stands there while nothing is kept. */
  readonly empty: ReactNode;
  readonly onOpen: (item: KeptItem) => void;
  readonly onMore?: () => void;
  /** The buttons of a row. */
  readonly buttons: (item: KeptItem) => ReactNode;
}

/** Messages that were kept, each with its buttons. */
export function KeptList({ label, items, empty, onOpen, onMore, buttons }: KeptListProps) {
  if (items.length === 0) return empty;
  return (
    <FlatList
      role="list"
      aria-label={label}
      data={items}
      keyExtractor={({ id }) => id}
      onEndReached={onMore}
      renderItem={({ item }) => (
        <KeptRow item={item} onOpen={() => onOpen(item)}>
          {buttons(item)}
        </KeptRow>
      )}
      style={{ flex: 1 }}
    />
  );
}
