import { useEffect, useState } from 'react';

const toolbarDelayMs = 60;

/** True a moment after the pointer came, so that passing over a row shows nothing; false as soon as it left. */
export function usePointed(): [boolean, (on: boolean) => void] {
  const [wanted, setWanted] = useState(false);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!wanted) {
      setShown(false);
      return;
    }
    const timer = setTimeout(() => setShown(true), toolbarDelayMs);
    return () => clearTimeout(timer);
  }, [wanted]);
  return [shown, setWanted];
}
