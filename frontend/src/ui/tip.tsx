import type { ReactElement } from 'react';

/** Phones show no tooltips: the label is read by screen readers, and a long press belongs to the thing itself. */
export function Tip({ children }: { label: string; children: ReactElement }) {
  return children;
}
