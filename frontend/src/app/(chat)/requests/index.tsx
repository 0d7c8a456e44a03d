import { lazy, Suspense } from 'react';

const RequestsScreen = lazy(() =>
  import('../../../screens/requests-screen').then((module) => ({ default: module.RequestsScreen })),
);

/** Not needed for the first message, so it comes in a file of its own. */
export default function Route() {
  return (
    <Suspense>
      <RequestsScreen />
    </Suspense>
  );
}
