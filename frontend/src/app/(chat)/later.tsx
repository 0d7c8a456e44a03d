import { lazy, Suspense } from 'react';

const LaterScreen = lazy(() =>
  import('../../screens/later-screen').then((module) => ({ default: module.LaterScreen })),
);

/** Not needed for the first message, so it comes in a file of its own. */
export default function Route() {
  return (
    <Suspense>
      <LaterScreen />
    </Suspense>
  );
}
