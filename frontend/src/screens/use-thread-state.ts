import type { MessageId } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import { useRouter } from 'expo-router';
import { useEffect, useMemo, useState } from 'react';
import { useClient, useWatched } from '../client/client-context';
import { putBack } from '../client/put-back';
import { useAddressJump } from '../client/use-address-jump';
import { useTimeline } from '../client/use-conversation';
import { itemOf, useMessageActions } from '../client/use-message-actions';
import { usePeople } from '../client/use-people';
import { isEditable } from '../model/selectable';
import type { MessageItem } from '../model/types';
import { keepingDoors } from './keeping-doors';
import type { RoomLayer } from './room-layers';
import type { Me, Mode } from './use-conversation-state';
import { useKeptUnread } from './use-kept-unread';
import { useMover } from './use-mover';

interface ThreadParts {
  readonly room: Sdk.Room;
  readonly thread: MessageId;
  readonly snapshot: Sdk.RoomSnapshot;
  readonly me: Me;
  readonly onLayer: (layer: RoomLayer) => void;
}

/** The message that it grew from stands first, without the row that leads here, and under a name of its own on the page. */
function useItems({ root, items }: Sdk.ThreadSnapshot): readonly Sdk.RoomItem[] {
  const first = useMemo(() => {
    if (!root) return [];
    const { summary: _, ...rest } = root;
    return [{ ...rest, key: `root-${root.key}` }];
  }, [root]);
  return useMemo(() => [...first, ...items], [first, items]);
}

/** Everything that a thread shows and does. */
export function useThreadState({ room, thread: id, snapshot, me, onLayer }: ThreadParts) {
  const thread = useClient().thread(room.id, id);
  const shown = useWatched(thread);
  const people = usePeople();
  const router = useRouter();
  useEffect(() => thread.open(), [thread]);
  const items = useItems(shown);
  const timeline = useTimeline(items, people, me.id);
  const [mode, setMode] = useState<Mode>({ kind: 'write' });
  const [deleting, setDeleting] = useState<MessageItem>();
  const kept = useKeptUnread(thread);
  const [wanted, setWanted] = useState<{ readonly id: MessageId; readonly at: number }>();
  const [suggestion, setSuggestion] = useState<{ readonly text: string; readonly at: number }>();
  const suggest = (text: string) => setSuggestion({ text, at: Date.now() });
  const enter = (kind: 'reply' | 'edit') => (item: MessageItem) => {
    const message = itemOf(items, item)?.id;
    if (message && (kind === 'reply' || isEditable(item))) setMode({ kind, item, id: message });
  };
  const target = items.find((item) => item.kind === 'message' && wanted && item.id === wanted.id);
  const jump = (quoted: Pick<Sdk.Quoted, 'id' | 'seq'>) => {
    setWanted({ id: quoted.id, at: Date.now() });
    if (!items.some((item) => item.kind === 'message' && item.id === quoted.id))
      void thread.jumpTo(quoted.seq);
  };
  useAddressJump(shown.state === 'ready', jump);
  const { selection, mover } = useMover({ snapshot, items, timeline, thread: id, onLayer });
  const actions = useMessageActions({
    room,
    items,
    reply: enter('reply'),
    edit: enter('edit'),
    askDelete: setDeleting,
    jump,
    showPerson: (person) => {
      const said = items.find((item) => item.kind === 'message' && item.by === person);
      const member = snapshot.members?.find(({ user }) => user.id === person)?.user;
      const known = said?.kind === 'message' ? said.by : (member ?? snapshot.peer)?.id;
      if (known) onLayer({ kind: 'person', id: known });
    },
    openRoom: (other) => router.push(`/r/${other}`),
    takenBack: (text) => suggest(putBack(thread, text)),
    askWhen: (message) => onLayer({ kind: 'remind', message }),
    mover,
    askWhy: (message) => onLayer({ kind: 'why', message }),
    ...keepingDoors(snapshot, onLayer, (place) => router.push(place as never)),
    showVersions: snapshot.settings.editHistory ? (item) => onLayer({ kind: 'versions', item }) : undefined,
    markUnread: kept.from,
    askInfo: (message, sentAt) => onLayer({ kind: 'info', message, sentAt }),
  });
  return {
    thread,
    shown,
    items,
    timeline,
    actions,
    selection,
    mover,
    keptUnread: kept.seq,
    readOn: kept.end,
    mode,
    setMode,
    suggestion,
    suggest,
    deleting,
    setDeleting,
    edit: enter('edit'),
    target: target && wanted ? { id: target.key, at: wanted.at } : undefined,
  };
}
