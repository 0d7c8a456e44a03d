import { lazy, Suspense } from 'react';

const KeepAccountScreen = lazy(() =>
  import('../../screens/keep-account-screen').then((module) => ({ default: module.KeepAccountScreen })),
);

/** Not needed for the first message, so it comes in a file of its own. */
export default function Route() {
  return (
    <Suspense>
      <KeepAccountScreen />
    </Suspense>
  );
}
