import type { RoomId, SpaceChildView } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import { useRouter } from 'expo-router';
import { useEffect, useState } from 'react';
import { ScrollView, View } from 'react-native';
import { useClient, useWatched } from '../client/client-context';
import { toRefusal } from '../client/refusal-words';
import { useAsk } from '../client/use-ask';
import { useAsked } from '../client/use-asked';
import { type ListedRoom, type Point, SpaceRow } from '../components/spaces/space-row';
import { SpaceToolbar } from '../components/spaces/space-toolbar';
import { useWords } from '../i18n';
import { may } from '../model/rights';
import { neighbour } from '../model/spaces';
import { useChatView } from '../stores/chat';
import { Button, Menu, Txt, useTheme } from '../ui';

export interface SpaceBodyProps {
  readonly snapshot: Sdk.RoomSnapshot;
  readonly onAdd: () => void;
}

/** What is in a space: a tree of what I may see, to search, to join, and to arrange for who may. */
export function SpaceBody({ snapshot, onAdd }: SpaceBodyProps) {
  const { spaces } = useClient();
  const { chat } = useTheme();
  const directory = spaces.directory(snapshot.id);
  const { query, sort } = useWatched(directory);
  const arranges = may(snapshot, 'arrange') && !snapshot.settings.archived;
  return (
    <ScrollView
      style={{ flex: 1, backgroundColor: chat.chatCanvas }}
      contentContainerStyle={{ padding: 16, gap: 16, maxWidth: 760, width: '100%', alignSelf: 'center' }}
    >
      <SpaceToolbar
        {...{ query, sort }}
        topic={snapshot.topic}
        onQuery={(text) => directory.search(text)}
        onSort={(by) => directory.sort(by)}
        onAdd={arranges ? onAdd : undefined}
      />
      <Branch space={snapshot.id} name={snapshot.name} arranges={arranges} above={[]} />
    </ScrollView>
  );
}

interface BranchProps {
  readonly space: RoomId;
  readonly name: string;
  readonly arranges: boolean;
  /** The spaces around this one: none is shown within itself. */
  readonly above: readonly RoomId[];
}

/** The rooms of one space; those of the spaces in it are below them once they are asked for. */
function Branch({ space, name, arranges, above }: BranchProps) {
  const directory = useClient().spaces.directory(space);
  useEffect(() => directory.open(), [directory]);
  const shown = useWatched(directory);
  const { spaces, channels, common } = useWords();
  const { colors } = useTheme();
  const more = useAsk(() => directory.loadMore());
  const { rooms, state, hasMore, query } = shown;
  if (state === 'failed')
    return (
      <Note text={shown.failure?.text ?? ''}>
        <Button kind="text" label={common.retry} onPress={() => directory.refresh()} />
      </Note>
    );
  if (state === 'loading') return <Txt color={colors.onSurfaceVariant}>{common.loading}</Txt>;
  if (rooms.length === 0) {
    const hint = arranges && query.trim() === '' ? spaces.emptyHint : '';
    return <Note text={query.trim() === '' ? spaces.empty : spaces.emptySearch} hint={hint} />;
  }
  return (
    <View style={{ gap: 4 }}>
      <View role="list" aria-label={spaces.inside(name)}>
        {rooms.map((room, at) => (
          <Item
            key={room.id}
            room={room}
            space={space}
            above={above}
            indented={rooms.some(({ opens }) => opens)}
            places={
              arranges ? { rooms, at, hasMore, canMove: shown.sort === 'place' && query === '' } : undefined
            }
          />
        ))}
      </View>
      {hasMore ? (
        <Button kind="text" label={channels.more} busy={more.busy} onPress={() => more.run(undefined)} />
      ) : null}
    </View>
  );
}

/** Where a room stands among those that I may arrange. */
interface Places {
  readonly rooms: readonly SpaceChildView[];
  readonly at: number;
  readonly hasMore: boolean;
  readonly canMove: boolean;
}

interface ItemProps {
  readonly room: SpaceChildView;
  readonly space: RoomId;
  readonly above: readonly RoomId[];
  readonly indented: boolean;
  readonly places: Places | undefined;
}

function Item({ room, space, above, indented, places }: ItemProps) {
  const { chat } = useTheme();
  const client = useClient();
  const router = useRouter();
  const notify = useChatView((view) => view.notify);
  const { asked, change } = useAsked();
  const [isOpen, setOpen] = useState(false);
  const [menuAt, setMenuAt] = useState<Point>();
  const isAsked = asked.has(room.id);
  const press = useAsk(async () => {
    if (room.member) return router.push(`/r/${room.id}`);
    try {
      if (room.asks) await change(room.id, !isAsked);
      else await client.rooms.join(room.id);
    } catch (error) {
      notify(toRefusal(error).text);
    }
  });
  const opens = room.opens === true && room.id !== space && !above.includes(room.id);
  const within = room.parent === space ? undefined : client.room(room.parent).getSnapshot().name;
  const listed: ListedRoom = { ...room, asked: isAsked };
  // What a search found in a space within this one is arranged there.
  const arranged = room.parent === space ? places : undefined;
  return (
    <View role="listitem">
      <SpaceRow
        room={listed}
        within={within}
        indented={indented}
        busy={press.busy}
        {...(opens ? { expanded: isOpen, onExpand: () => setOpen(!isOpen) } : {})}
        onPress={() => press.run(undefined)}
        onMore={arranged ? setMenuAt : undefined}
      />
      {isOpen && opens ? (
        <View
          style={{ marginStart: 15, paddingStart: 16, borderStartWidth: 1, borderStartColor: chat.hairline }}
        >
          <Branch space={room.id} name={room.name} arranges={false} above={[...above, space]} />
        </View>
      ) : null}
      {menuAt && arranged ? (
        <Arranging
          room={room}
          space={space}
          places={arranged}
          at={menuAt}
          onClose={() => setMenuAt(undefined)}
        />
      ) : null}
    </View>
  );
}

interface ArrangingProps extends Omit<ItemProps, 'above' | 'indented'> {
  readonly places: Places;
  readonly at: Point;
  readonly onClose: () => void;
}

/** Moves a room up or down in its space, or takes it out. */
function Arranging({ room, space, places, at, onClose }: ArrangingProps) {
  const client = useClient();
  const { spaces } = useWords();
  const notify = useChatView((view) => view.notify);
  const run = (act: Promise<void>) => void act.catch((error: unknown) => notify(toRefusal(error).text));
  const up = places.canMove ? neighbour(places.rooms, { ...places, by: -1 }) : undefined;
  const down = places.canMove ? neighbour(places.rooms, { ...places, by: 1 }) : undefined;
  const moves = [
    { key: 'up', label: spaces.up, icon: 'arrow-up', before: up },
    { key: 'down', label: spaces.down, icon: 'arrow-down', before: down },
  ] as const;
  const takeOut = async () => {
    await client.spaces.remove(space, room.id);
    notify(spaces.takenOut(room.name));
  };
  return (
    <Menu
      label={spaces.more(room.name)}
      at={at}
      onClose={onClose}
      items={[
        ...moves.flatMap(({ before, ...item }) =>
          before === undefined
            ? []
            : [{ ...item, onPress: () => run(client.spaces.put(space, room.id, before)) }],
        ),
        {
          key: 'out',
          label: spaces.takeOut,
          icon: 'logout',
          danger: true,
          onPress: () => run(takeOut()),
        },
      ]}
    />
  );
}

function Note({ text, hint, children }: { text: string; hint?: string; children?: React.ReactNode }) {
  const { colors } = useTheme();
  return (
    <View style={{ alignItems: 'center', gap: 4, paddingVertical: 40 }}>
      <Txt type="titleMedium" style={{ textAlign: 'center' }}>
        {text}
      </Txt>
      {hint ? <Txt color={colors.onSurfaceVariant}>{hint}</Txt> : null}
      {children}
    </View>
  );
}
