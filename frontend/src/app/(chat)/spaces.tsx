import { lazy, Suspense } from 'react';

const SpacesScreen = lazy(() =>
  import('../../screens/spaces-screen').then((module) => ({ default: module.SpacesScreen })),
);

/** Not needed for the first message, so it comes in a file of its own. */
export default function Route() {
  return (
    <Suspense>
      <SpacesScreen />
    </Suspense>
  );
}
