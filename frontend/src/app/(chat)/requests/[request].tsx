import { lazy, Suspense } from 'react';

const RequestScreen = lazy(() =>
  import('../../../screens/request-screen').then((module) => ({ default: module.RequestScreen })),
);

/** Not needed for the first message, so it comes in a file of its own. */
export default function Route() {
  return (
    <Suspense>
      <RequestScreen />
    </Suspense>
  );
}
