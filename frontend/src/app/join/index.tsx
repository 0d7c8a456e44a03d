import { lazy, Suspense } from 'react';

const EnterCodeScreen = lazy(() =>
  import('../../screens/join-screen').then((module) => ({ default: module.EnterCodeScreen })),
);

/** Not needed for the first message, so it comes in a file of its own. */
export default function Route() {
  return (
    <Suspense>
      <EnterCodeScreen />
    </Suspense>
  );
}
