import { lazy, Suspense } from 'react';

const ClaimScreen = lazy(() =>
  import('../screens/claim-screen').then((module) => ({ default: module.ClaimScreen })),
);

/** Not needed for the first message, so it comes in a file of its own. */
export default function Route() {
  return (
    <Suspense>
      <ClaimScreen />
    </Suspense>
  );
}
