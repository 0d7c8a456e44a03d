import { lazy, Suspense } from 'react';

const JoinScreen = lazy(() =>
  import('../../screens/join-screen').then((module) => ({ default: module.JoinScreen })),
);

/** Not needed for the first message, so it comes in a file of its own. */
export default function Route() {
  return (
    <Suspense>
      <JoinScreen />
    </Suspense>
  );
}
