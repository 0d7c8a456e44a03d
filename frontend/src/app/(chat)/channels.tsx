import { lazy, Suspense } from 'react';

const DirectoryScreen = lazy(() =>
  import('../../screens/directory-screen').then((module) => ({ default: module.DirectoryScreen })),
);

/** Not needed for the first message, so it comes in a file of its own. */
export default function Route() {
  return (
    <Suspense>
      <DirectoryScreen of="channels" />
    </Suspense>
  );
}
