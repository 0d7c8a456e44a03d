import { create } from 'zustand';
import type { Purpose } from '../model/link';

/** What sign-up leaves to be shown once, and what the app was opened for. Who is signed in is the session's to say. */
export interface AuthView {
  readonly codes: readonly string[] | undefined;
  readonly link: Purpose | undefined;
  readonly showCodes: (codes: readonly string[]) => void;
  readonly codesKept: () => void;
  readonly opened: (link: Purpose | undefined) => void;
}

export const useAuthView = create<AuthView>((set) => ({
  codes: undefined,
  link: undefined,
  showCodes: (codes) => set({ codes }),
  codesKept: () => set({ codes: undefined }),
  opened: (link) => set({ link }),
}));
