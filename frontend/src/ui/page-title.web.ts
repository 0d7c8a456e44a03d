import { useEffect } from 'react';

/** What the window and its tab are called while this is on the screen. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
