import { Pressable, View } from 'react-native';
import { useWords } from '../../i18n';
import { Dialog, Icon, type IconName, type PressState, TextField, Txt, useTheme, webProps } from '../../ui';

/** A place that messages can be moved to. */
export interface MovePlace {
  readonly key: string;
  readonly icon: IconName;
  readonly label: string;
  readonly detail?: string | undefined;
}

export interface MoveDialogProps {
  /** How many messages are to be moved. */
  readonly count: number;
  readonly query: string;
  readonly places: readonly MovePlace[];
  readonly busy: boolean;
  readonly error?: string | undefined;
  readonly onQuery: (query: string) => void;
  readonly onPick: (key: string) => void;
  readonly onClose: () => void;
}

/** Where to? A place is found by its words and picked; it can be taken back. */
export function MoveDialog(props: MoveDialogProps) {
  const { common, moves } = useWords();
  const { colors } = useTheme();
  return (
    <Dialog title={moves.title(props.count)} closeLabel={common.close} onClose={props.onClose}>
      <View style={{ gap: 12, minHeight: 320 }}>
        <TextField
          label={moves.search}
          height={44}
          value={props.query}
          onChangeText={props.onQuery}
          placeholder={moves.placeholder}
          error={props.error}
          autoCapitalize="none"
          autoComplete="off"
          autoFocus
        />
        <Txt type="bodySmall" color={colors.onSurfaceVariant}>
          {moves.hint}
        </Txt>
        <View role="group" aria-label={moves.places}>
          {props.places.map((place) => (
            <PlaceRow key={place.key} place={place} busy={props.busy} onPick={props.onPick} />
          ))}
        </View>
        {props.places.length === 0 ? (
          <Txt color={colors.onSurfaceVariant} style={{ textAlign: 'center', paddingVertical: 16 }}>
            {moves.noPlace}
          </Txt>
        ) : null}
      </View>
    </Dialog>
  );
}

interface PlaceRowProps {
  readonly place: MovePlace;
  readonly busy: boolean;
  readonly onPick: (key: string) => void;
}

function PlaceRow({ place, busy, onPick }: PlaceRowProps) {
  const theme = useTheme();
  const { label, detail, icon, key } = place;
  return (
    <Pressable
      role="button"
      aria-label={detail ? `${label}, ${detail}` : label}
      aria-disabled={busy}
      disabled={busy}
      onPress={() => onPick(key)}
      {...webProps({ dataSet: { focus: 'inside' } })}
      style={({ hovered, pressed }: PressState) => ({
        flexDirection: 'row',
        alignItems: 'center',
        gap: 14,
        minHeight: 52,
        marginHorizontal: -8,
        paddingHorizontal: 8,
        borderRadius: 10,
        backgroundColor: hovered || pressed ? theme.chat.hover : 'transparent',
      })}
    >
      <Icon name={icon} size={20} color={theme.colors.onSurfaceVariant} />
      <View style={{ flex: 1, minWidth: 0 }}>
        <Txt numberOfLines={1}>{label}</Txt>
        {detail ? (
          <Txt type="bodySmall" color={theme.colors.onSurfaceVariant} numberOfLines={1}>
            {detail}
          </Txt>
        ) : null}
      </View>
    </Pressable>
  );
}
