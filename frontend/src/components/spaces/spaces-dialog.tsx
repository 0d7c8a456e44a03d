import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Button, CardRow, Dialog, TextField, Txt, useTheme } from '../../ui';
import { ChannelRow, type ListedChannel } from '../people/channels-dialog';

export interface SpacesDialogProps {
  readonly query: string;
  /** Absent until the server has said. */
  readonly spaces: readonly ListedChannel[] | undefined;
  readonly hasMore: boolean;
  readonly busy: boolean;
  readonly error?: string | undefined;
  readonly onQuery: (query: string) => void;
  readonly onMore: () => void;
  readonly onOpen: (space: ListedChannel) => void;
  readonly onCreate: () => void;
  readonly onClose: () => void;
}

/** The spaces that anyone on this server may join. */
export function SpacesDialog(props: SpacesDialogProps) {
  const { spaces, query } = props;
  const { spaces: words, channels, common } = useWords();
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
          {spaces?.map((space) => (
            <ChannelRow key={space.id} channel={space} busy={props.busy} onOpen={props.onOpen} />
          ))}
        </View>
        {props.hasMore ? <Button kind="text" label={channels.more} onPress={props.onMore} /> : null}
        {spaces?.length === 0 ? (
          <Txt color={colors.onSurfaceVariant} style={{ textAlign: 'center', paddingVertical: 16 }}>
            {query.trim() ? words.noneFound : words.none}
          </Txt>
        ) : null}
      </View>
    </Dialog>
  );
}
