import { lazy, Suspense } from 'react';

const DevicesScreen = lazy(() =>
  import('../../screens/devices-screen').then((module) => ({ default: module.DevicesScreen })),
);

/** Not needed for the first message, so it comes in a file of its own. */
export default function Route() {
  return (
    <Suspense>
      <DevicesScreen />
    </Suspense>
  );
}
