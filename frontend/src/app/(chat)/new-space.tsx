import { lazy, Suspense } from 'react';

const NewSpaceScreen = lazy(() =>
  import('../../screens/new-space-screen').then((module) => ({ default: module.NewSpaceScreen })),
);

/** Not needed for the first message, so it comes in a file of its own. */
export default function Route() {
  return (
    <Suspense>
      <NewSpaceScreen />
    </Suspense>
  );
}
