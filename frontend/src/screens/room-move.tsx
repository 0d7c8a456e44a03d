import type { MessageId, RoomId } from '@sup/protocol';
import { previewText } from '@sup/protocol/wire';
import type * as Sdk from '@sup/sdk';
import { useState } from 'react';
import { useClient, useWatched } from '../client/client-context';
import { toRefusal } from '../client/refusal-words';
import { useAsk } from '../client/use-ask';
import { usePeople } from '../client/use-people';
import { MoveDialog, type MovePlace } from '../components/conversation/move-dialog';
import { useWords } from '../i18n';
import { may } from '../model/rights';
import { useChatView } from '../stores/chat';

export interface RoomMoveProps {
  readonly room: Sdk.Room;
  readonly snapshot: Sdk.RoomSnapshot;
  readonly messages: readonly MessageId[];
  /** The thread that they are in. */
  readonly thread: MessageId | undefined;
  readonly onMoved: () => void;
  readonly onClose: () => void;
}

interface Place extends MovePlace {
  readonly to: { readonly room: RoomId; readonly thread?: MessageId };
  /** What it is found by. */
  readonly words: string;
}

/** Messages whose thread is offered. */
const threadsMax = 30;

/** Asks where messages are to be moved, moves them, and offers to take it back. */
export function RoomMove(props: RoomMoveProps) {
  const { room, messages, onMoved, onClose } = props;
  const { moves } = useWords();
  const notify = useChatView((view) => view.notify);
  const [query, setQuery] = useState('');
  const places = usePlaces(props);
  const undo = (act: Awaited<ReturnType<Sdk.Moves['move']>>) => {
    room.moves.undo(act).then(
      () => notify(moves.undone),
      (error: unknown) => notify(toRefusal(error).text),
    );
  };
  const move = useAsk(async (key: string) => {
    const place = places.find((one) => one.key === key);
    if (!place) return;
    const act = await room.moves.move(messages, place.to);
    onMoved();
    notify(moves.done(messages.length), { label: moves.undo, onPress: () => undo(act) });
  });
  const wanted = query.trim().toLowerCase();
  return (
    <MoveDialog
      count={messages.length}
      query={query}
      places={places.filter(({ words }) => words.toLowerCase().includes(wanted))}
      busy={move.busy}
      error={move.refusal?.text}
      onQuery={setQuery}
      onPick={move.run}
      onClose={onClose}
    />
  );
}

function usePlaces({ room, snapshot, messages, thread }: RoomMoveProps): readonly Place[] {
  const { moves } = useWords();
  const threads = useThreads(snapshot, [...messages, ...(thread ? [thread] : [])]);
  const rooms = useRooms(room.id);
  const here: Place[] = [];
  const [first] = messages;
  if (first !== undefined && messages.length > 1) {
    const [label, detail] = [moves.asThread, moves.asThreadHint];
    here.push({
      key: 'own',
      icon: 'thread',
      label,
      detail,
      words: label,
      to: { room: room.id, thread: first },
    });
  }
  if (thread !== undefined)
    here.push({ key: 'room', icon: 'chat', label: moves.toRoom, words: moves.toRoom, to: { room: room.id } });
  return [...here, ...rooms, ...threads];
}

/** The messages of the room that are here and that others can become replies to, newest first. */
function useThreads({ id: room, items }: Sdk.RoomSnapshot, without: readonly MessageId[]): Place[] {
  const { moves } = useWords();
  const people = usePeople();
  const roots = items.filter(
    (item): item is Sdk.MessageItem & { id: MessageId } =>
      item.kind === 'message' && item.id !== undefined && !item.deleted && !without.includes(item.id),
  );
  return roots
    .slice(-threadsMax)
    .reverse()
    .map(({ id, by, body, summary }) => {
      const text = previewText(body ?? '');
      const name = people.user(by)?.name ?? '–';
      const detail = `${text} · ${moves.replies(summary?.replies ?? 0)}`;
      const label = moves.intoThread(name);
      return { key: id, icon: 'thread', label, detail, words: `${name} ${text}`, to: { room, thread: id } };
    });
}

/** The other rooms in which I may move messages. */
function useRooms(without: RoomId): Place[] {
  const client = useClient();
  const { rooms } = useWatched(client.rooms);
  return rooms
    .filter(({ id, kind, archived }) => id !== without && kind !== 'direct' && kind !== 'space' && !archived)
    .filter(({ id }) => may(client.room(id).getSnapshot(), 'move'))
    .map(({ id, kind, name }) => ({
      key: id,
      icon: kind === 'channel' ? 'hash' : 'users',
      label: name,
      words: name,
      to: { room: id },
    }));
}
