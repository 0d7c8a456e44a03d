import { lazy, Suspense } from 'react';

const AppearanceScreen = lazy(() =>
  import('../../screens/appearance-screen').then((module) => ({ default: module.AppearanceScreen })),
);

/** Not needed for the first message, so it comes in a file of its own. */
export default function Route() {
  return (
    <Suspense>
      <AppearanceScreen />
    </Suspense>
  );
}
