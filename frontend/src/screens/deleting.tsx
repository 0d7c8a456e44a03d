import type { Role } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import { useCallback, useMemo } from 'react';
import { itemOf } from '../client/use-message-actions';
import { ConfirmDialog } from '../components/confirm-dialog';
import { useWords } from '../i18n';
import { mayDelete } from '../model/rights';
import type { MessageItem } from '../model/types';

/** Which messages of a room I may delete, wherever in it they are shown. */
export function useCanDelete(snapshot: Sdk.RoomSnapshot): (item: MessageItem) => boolean {
  const { members } = snapshot;
  const roleOf = useMemo(
    () => new Map<string, Role>((members ?? []).map(({ user, role }) => [user.id, role])),
    [members],
  );
  return useCallback(
    ({ mine, by }) => mayDelete(snapshot, { mine, role: roleOf.get(by) }),
    [snapshot, roleOf],
  );
}

/** Asks once more before a message of the items that are shown is deleted. */
export function DeleteQuestion({
  room,
  items,
  deleting,
  onDone,
}: {
  readonly room: Sdk.Room;
  readonly items: readonly Sdk.RoomItem[];
  readonly deleting: MessageItem | undefined;
  readonly onDone: () => void;
}) {
  const { message } = useWords();
  if (!deleting) return null;
  return (
    <ConfirmDialog
      title={message.deleteTitle}
      body={message.deleteBody}
      action={message.delete}
      onClose={onDone}
      onConfirm={() => {
        const id = itemOf(items, deleting)?.id;
        if (id) room.delete(id);
        onDone();
      }}
    />
  );
}
