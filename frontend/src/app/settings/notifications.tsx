import { lazy, Suspense } from 'react';

const NotificationsScreen = lazy(() =>
  import('../../screens/notifications-screen').then((module) => ({ default: module.NotificationsScreen })),
);

/** Not needed for the first message, so it comes in a file of its own. */
export default function Route() {
  return (
    <Suspense>
      <NotificationsScreen />
    </Suspense>
  );
}
