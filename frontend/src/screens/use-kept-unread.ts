import { useState } from 'react';

/** What is marked unread stays so while it is looked at: until I leave, or say something. */
export function useKeptUnread(place: { markUnread(seq: number): void }) {
  const [seq, setSeq] = useState<number>();
  return {
    /** Where it begins; undefined where nothing is kept. */
    seq,
    from: (first: number) => {
      place.markUnread(first);
      setSeq(first);
    },
    end: () => setSeq(undefined),
  };
}
