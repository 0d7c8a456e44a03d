import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Avatar, Button, CardRow, Dialog, TextField, Txt, useTheme } from '../../ui';
import { type Joinable, useJoinButton } from './join-button';

/** A channel or space that anyone on this server may join. */
export interface PublicRoom extends Joinable {
  readonly id: string;
  readonly topic?: string | undefined;
  readonly memberCount: number;
}

export interface DirectoryDialogProps {
  readonly of: 'channels' | 'spaces';
  readonly query: string;
  /** Absent until the server has said. */
  readonly rooms: readonly PublicRoom[] | undefined;
  readonly hasMore: boolean;
  readonly busy: boolean;
  readonly error?: string | undefined;
  readonly onQuery: (query: string) => void;
  readonly onMore: () => void;
  readonly onOpen: (room: PublicRoom) => void;
  readonly onCreate: () => void;
  readonly onClose: () => void;
}

/** The channels, or the spaces, that anyone on this server may join. */
export function DirectoryDialog(props: DirectoryDialogProps) {
  const { rooms, query } = props;
  const { [props.of]: words, channels, common } = useWords();
  const { colors } = useTheme();
  return (
    <Dialog title={words.title} closeLabel={common.close} onClose={props.onClose}>
      <View style={{ gap: 12, minHeight: 320 }}>
        <TextField
          label={words.search}
          height={44}
          value={query}
          onChangeText={props.onQuery}
          error={props.error}
          autoCapitalize="none"
          autoComplete="off"
          autoFocus
        />
        <View style={{ marginHorizontal: -16 }}>
          <CardRow icon="plus" tile="accent" title={words.create} onPress={props.onCreate} />
        </View>
        <View role="list" aria-label={words.title} style={{ gap: 4 }}>
          {rooms?.map((room) => (
            <PublicRow key={room.id} room={room} busy={props.busy} onOpen={props.onOpen} />
          ))}
        </View>
        {props.hasMore ? <Button kind="text" label={channels.more} onPress={props.onMore} /> : null}
        {rooms?.length === 0 ? (
          <Txt color={colors.onSurfaceVariant} style={{ textAlign: 'center', paddingVertical: 16 }}>
            {query.trim() ? words.noneFound : words.none}
          </Txt>
        ) : null}
      </View>
    </Dialog>
  );
}

interface PublicRowProps {
  readonly room: PublicRoom;
  readonly busy: boolean;
  readonly onOpen: (room: PublicRoom) => void;
}

/** What it is, and what can be done about it. */
function PublicRow({ room, busy, onOpen }: PublicRowProps) {
  const { channels: words, requests } = useWords();
  const { colors } = useTheme();
  const { name, topic } = room;
  const waits = room.asked ? `, ${requests.waits}` : '';
  const members = `${words.members(room.memberCount)}${waits}`;
  const button = useJoinButton(room);
  return (
    <View role="listitem" style={{ flexDirection: 'row', alignItems: 'center', gap: 11, minHeight: 52 }}>
      <Avatar id={room.id} name={name} size={36} shape="squircle" />
      <View style={{ flex: 1, minWidth: 0 }}>
        <Txt isolate numberOfLines={1} style={{ fontWeight: '500' }}>
          {name}
        </Txt>
        <Txt
          isolate
          color={colors.onSurfaceVariant}
          numberOfLines={1}
          style={{ fontSize: 12.5, lineHeight: 16 }}
        >
          {topic ? `${members}, ${topic}` : members}
        </Txt>
      </View>
      <Button
        kind={button.isQuiet ? 'text' : 'tonal'}
        size="small"
        label={button.label}
        accessibilityLabel={button.spoken}
        disabled={busy}
        onPress={() => onOpen(room)}
      />
    </View>
  );
}
