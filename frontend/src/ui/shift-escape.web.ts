import { useEffect, useRef } from 'react';

/** Shift and Escape, wherever the focus is. */
export function useShiftEscape(act: (() => void) | undefined): void {
  const now = useRef(act);
  now.current = act;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !event.shiftKey || !now.current) return;
      event.preventDefault();
      event.stopPropagation();
      now.current();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
}
