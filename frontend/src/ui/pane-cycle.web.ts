import { useEffect } from 'react';

const focusable = 'a[href],button:not([disabled]),textarea,input,[tabindex="0"]';

function cycle(step: 1 | -1): void {
  const panes = Array.from(document.querySelectorAll<HTMLElement>('[data-pane]')).filter(
    (pane) => pane.offsetParent,
  );
  if (panes.length === 0) return;
  const current = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(current + step + panes.length) % panes.length];
  const preferred =
    next?.querySelector<HTMLElement>('[data-pane-start]') ?? next?.querySelector<HTMLElement>(focusable);
  preferred?.focus();
}

/** F6 and Shift+F6 go round the panes (elements with data-pane); each pane may name its own start. */
export function usePaneCycle(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F6') return;
      event.preventDefault();
      cycle(event.shiftKey ? -1 : 1);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
