import { lazy, Suspense } from 'react';

const ProfileScreen = lazy(() =>
  import('../../screens/profile-screen').then((module) => ({ default: module.ProfileScreen })),
);

/** Not needed for the first message, so it comes in a file of its own. */
export default function Route() {
  return (
    <Suspense>
      <ProfileScreen />
    </Suspense>
  );
}
