import { lazy, Suspense } from 'react';

const ChannelsScreen = lazy(() =>
  import('../../screens/channels-screen').then((module) => ({ default: module.ChannelsScreen })),
);

/** Not needed for the first message, so it comes in a file of its own. */
export default function Route() {
  return (
    <Suspense>
      <ChannelsScreen />
    </Suspense>
  );
}
