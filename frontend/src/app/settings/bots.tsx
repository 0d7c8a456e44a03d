import { lazy, Suspense } from 'react';

const BotsScreen = lazy(() =>
  import('../../screens/bots-screen').then((module) => ({ default: module.BotsScreen })),
);

/** Not needed for the first message, so it comes in a file of its own. */
export default function Route() {
  return (
    <Suspense>
      <BotsScreen />
    </Suspense>
  );
}
