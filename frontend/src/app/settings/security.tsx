import { lazy, Suspense } from 'react';

const SecurityScreen = lazy(() =>
  import('../../screens/security-screen').then((module) => ({ default: module.SecurityScreen })),
);

/** Not needed for the first message, so it comes in a file of its own. */
export default function Route() {
  return (
    <Suspense>
      <SecurityScreen />
    </Suspense>
  );
}
