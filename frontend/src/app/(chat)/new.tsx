import { lazy, Suspense } from 'react';

const NewChatScreen = lazy(() =>
  import('../../screens/new-chat-screen').then((module) => ({ default: module.NewChatScreen })),
);

/** Not needed for the first message, so it comes in a file of its own. */
export default function Route() {
  return (
    <Suspense>
      <NewChatScreen />
    </Suspense>
  );
}
