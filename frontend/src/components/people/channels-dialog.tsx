import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Avatar, Button, CardRow, Dialog, TextField, Txt, useTheme } from '../../ui';

export interface ListedChannel {
  readonly id: string;
  readonly name: string;
  readonly topic?: string | undefined;
  readonly memberCount: number;
  /** Whether I am in it. */
  readonly member: boolean;
}

export interface ChannelsDialogProps {
  readonly query: string;
  /** Absent until the server has said. */
  readonly channels: readonly ListedChannel[] | undefined;
  readonly hasMore: boolean;
  readonly busy: boolean;
  readonly error?: string | undefined;
  readonly onQuery: (query: string) => void;
  readonly onMore: () => void;
  readonly onOpen: (channel: ListedChannel) => void;
  readonly onCreate: () => void;
  readonly onClose: () => void;
}

/** The channels that anyone on this server may join. */
export function ChannelsDialog(props: ChannelsDialogProps) {
  const { channels, query } = props;
  const { channels: words, common } = useWords();
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
          {channels?.map((channel) => (
            <ChannelRow key={channel.id} channel={channel} busy={props.busy} onOpen={props.onOpen} />
          ))}
        </View>
        {props.hasMore ? <Button kind="text" label={words.more} onPress={props.onMore} /> : null}
        {channels?.length === 0 ? (
          <Txt color={colors.onSurfaceVariant} style={{ textAlign: 'center', paddingVertical: 16 }}>
            {query.trim() ? words.noneFound : words.none}
          </Txt>
        ) : null}
      </View>
    </Dialog>
  );
}

interface ChannelRowProps {
  readonly channel: ListedChannel;
  readonly busy: boolean;
  readonly onOpen: (channel: ListedChannel) => void;
}

function ChannelRow({ channel, busy, onOpen }: ChannelRowProps) {
  const { channels: words } = useWords();
  const { colors } = useTheme();
  const { name, topic, member } = channel;
  const members = words.members(channel.memberCount);
  return (
    <View role="listitem" style={{ flexDirection: 'row', alignItems: 'center', gap: 11, minHeight: 52 }}>
      <Avatar id={channel.id} name={name} size={36} shape="squircle" />
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
        kind={member ? 'text' : 'tonal'}
        size="small"
        label={member ? words.open : words.join}
        accessibilityLabel={member ? words.openLabel(name) : words.joinLabel(name)}
        disabled={busy}
        onPress={() => onOpen(channel)}
      />
    </View>
  );
}
