import { lazy, Suspense } from 'react';

const ThreadsScreen = lazy(() =>
  import('../../screens/threads-screen').then((module) => ({ default: module.ThreadsScreen })),
);

/** Not needed for the first message, so it comes in a file of its own. */
export default function Route() {
  return (
    <Suspense>
      <ThreadsScreen />
    </Suspense>
  );
}
