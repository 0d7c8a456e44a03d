import { create } from 'zustand';
import type { Notice } from '../ui';

/** What is open on the screen. Messages and rooms live in the sdk; nothing of theirs is copied here. */
export interface ChatView {
  readonly search: string;
  readonly detailsOpen: boolean;
  readonly notice: Notice | undefined;
  readonly setSearch: (search: string) => void;
  readonly showDetails: (open: boolean) => void;
  readonly notify: (text: string, action?: Notice['action']) => void;
  readonly dismissNotice: () => void;
}

export const useChatView = create<ChatView>((set) => ({
  search: '',
  detailsOpen: false,
  notice: undefined,
  setSearch: (search) => set({ search }),
  showDetails: (detailsOpen) => set({ detailsOpen }),
  notify: (text, action) =>
    set(({ notice }) => ({ notice: { id: (notice?.id ?? 0) + 1, text, ...(action ? { action } : {}) } })),
  dismissNotice: () => set({ notice: undefined }),
}));
