import { useState } from 'react';

/** The former list as long as the new one has the same members in the same order. */
export function useSame<Item>(list: readonly Item[]): readonly Item[] {
  const [kept, setKept] = useState(list);
  if (kept === list) return kept;
  const same = kept.length === list.length && kept.every((item, index) => item === list[index]);
  if (same) return kept;
  setKept(list);
  return list;
}
