import { lazy, Suspense } from 'react';

const NewGroupScreen = lazy(() =>
  import('../../screens/new-group-screen').then((module) => ({ default: module.NewGroupScreen })),
);

/** Not needed for the first message, so it comes in a file of its own. */
export default function Route() {
  return (
    <Suspense>
      <NewGroupScreen />
    </Suspense>
  );
}
