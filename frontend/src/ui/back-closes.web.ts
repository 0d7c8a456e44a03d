import { useEffect, useRef } from 'react';
import { useLayout } from './use-layout';

const mark = 'supLayer';

function isMarked(state: unknown): boolean {
  return typeof state === 'object' && state !== null && mark in state;
}

function goBackUnheard(): void {
  const options = { capture: true, once: true };
  window.addEventListener('popstate', (event) => event.stopImmediatePropagation(), options);
  history.back();
}

/**
 * While this is shown in a narrow window, Back closes it instead of leaving the screen. It has an entry of its own in
 * the browser's history, which is for the router the same place as the one below it.
 */
export function useBackCloses(onClose: () => void): void {
  const { mobile } = useLayout();
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    if (!mobile) return;
    if (!isMarked(history.state)) history.pushState({ ...history.state, [mark]: true }, '');
    const onPop = (event: PopStateEvent) => {
      // The router is where it was: for it nothing has happened.
      event.stopImmediatePropagation();
      close.current();
    };
    window.addEventListener('popstate', onPop, { capture: true });
    return () => {
      window.removeEventListener('popstate', onPop, { capture: true });
      // Closed in another way: its entry goes too, unless one has gone on to another page.
      if (isMarked(history.state)) goBackUnheard();
    };
  }, [mobile]);
}
