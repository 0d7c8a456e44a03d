import { create } from 'zustand';

/** What sign-up leaves to be shown once. Who is signed in is the session's to say. */
export interface AuthView {
  readonly codes: readonly string[] | undefined;
  readonly showCodes: (codes: readonly string[]) => void;
  readonly codesKept: () => void;
}

export const useAuthView = create<AuthView>((set) => ({
  codes: undefined,
  showCodes: (codes) => set({ codes }),
  codesKept: () => set({ codes: undefined }),
}));
