import type { MessageItem } from '../../model/types';

/** Which messages of a list are chosen, while some are being chosen. */
export interface ListSelection {
  readonly ids: ReadonlySet<string>;
  /** `range`: with all between it and the one before. */
  readonly toggle: (item: MessageItem, range: boolean) => void;
  readonly end: () => void;
}
