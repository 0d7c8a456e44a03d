import type { MessageId, MessageVersion } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import { useEffect, useState } from 'react';
import { toRefusal } from '../client/refusal-words';
import { VersionsDialog } from '../components/conversation/versions-dialog';

export interface RoomVersionsProps {
  readonly room: Sdk.Room;
  /** The message as it is now. */
  readonly item: Sdk.MessageItem & { readonly id: MessageId };
  readonly onClose: () => void;
}

/** Asks the server what a message said before it was edited. */
export function RoomVersions({ room, item, onClose }: RoomVersionsProps) {
  const [former, setFormer] = useState<readonly MessageVersion[]>();
  const [error, setError] = useState<string>();
  const { id } = item;
  useEffect(() => {
    room.versions(id).then(setFormer, (refused: unknown) => setError(toRefusal(refused).text));
  }, [room, id]);
  const now = { at: item.editedAt ?? item.at, encoding: item.encoding, body: item.body };
  const shown = former && [...former, now];
  return (
    <VersionsDialog
      versions={shown?.map(({ at, encoding, body }) => ({ at, text: encoding === 'text' ? body : null }))}
      error={error}
      onClose={onClose}
    />
  );
}
