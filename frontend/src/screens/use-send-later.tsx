import type { UserId } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import { lazy, Suspense, useState } from 'react';
import type { ToSendLater } from './send-later';

// Most messages are sent at once.
const SendLater = lazy(() => import('./send-later').then((module) => ({ default: module.SendLater })));

/** Putting a message off: `putOff` asks when, in `question`; `done` empties the composer once the server has it. */
export function useSendLater({
  snapshot,
  me,
  done,
}: {
  snapshot: Sdk.RoomSnapshot;
  me: UserId;
  done: () => void;
}) {
  const [message, setMessage] = useState<ToSendLater>();
  const { kind, peer } = snapshot;
  const close = () => setMessage(undefined);
  const question = message ? (
    <Suspense>
      <SendLater
        message={message}
        reader={kind === 'direct' && peer && peer.id !== me ? peer.name : undefined}
        onDone={() => {
          close();
          done();
        }}
        onClose={close}
      />
    </Suspense>
  ) : null;
  return { putOff: setMessage, question };
}
