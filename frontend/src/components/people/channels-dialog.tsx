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
  /** People ask to be let in instead of joining. */
  readonly asks?: boolean | undefined;
  /** Whether I have asked. */
  readonly asked?: boolean | undefined;
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

/** A room of a list that one may join: what it is, and what can be done about it. */
export function ChannelRow({ channel, busy, onOpen }: ChannelRowProps) {
  const { channels: words, requests } = useWords();
  const { colors } = useTheme();
  const { name, topic } = channel;
  const waits = channel.asked ? `, ${requests.waits}` : '';
  const members = `${words.members(channel.memberCount)}${waits}`;
  const button = useChannelButton(channel);
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
        kind={button.isQuiet ? 'text' : 'tonal'}
        size="small"
        label={button.label}
        accessibilityLabel={button.spoken}
        disabled={busy}
        onPress={() => onOpen(channel)}
      />
    </View>
  );
}

/** What can be done about a channel: open it, join it, or ask and take that back. */
function useChannelButton({ name, member, asks, asked }: ListedChannel) {
  const { channels, requests } = useWords();
  if (member) return { isQuiet: true, label: channels.open, spoken: channels.openLabel(name) };
  if (asked) return { isQuiet: true, label: requests.asked, spoken: requests.askedLabel(name) };
  if (asks) return { isQuiet: false, label: requests.ask, spoken: requests.askLabel(name) };
  return { isQuiet: false, label: channels.join, spoken: channels.joinLabel(name) };
}
