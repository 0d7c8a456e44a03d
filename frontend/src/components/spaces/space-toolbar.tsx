import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Button, Segmented, TextField, Txt, useLayout, useTheme } from '../../ui';

const sorts = ['place', 'name', 'members'] as const;
export type ListSort = (typeof sorts)[number];

export interface SpaceToolbarProps {
  readonly topic: string | undefined;
  readonly query: string;
  readonly sort: ListSort;
  readonly onQuery: (query: string) => void;
  readonly onSort: (sort: ListSort) => void;
  /** Absent for who does not arrange. */
  readonly onAdd?: (() => void) | undefined;
}

/** Above what is in a space: what it is about, a search through it, its order. */
export function SpaceToolbar(props: SpaceToolbarProps) {
  const { spaces } = useWords();
  const { colors } = useTheme();
  const { mobile } = useLayout();
  return (
    <View style={{ gap: 12 }}>
      {props.topic ? (
        <Txt isolate color={colors.onSurfaceVariant}>
          {props.topic}
        </Txt>
      ) : null}
      <View style={mobile ? { gap: 12 } : { flexDirection: 'row', alignItems: 'flex-end', gap: 12 }}>
        <View style={mobile ? undefined : { flex: 1 }}>
          <TextField
            label={spaces.searchIn}
            height={44}
            value={props.query}
            onChangeText={props.onQuery}
            autoCapitalize="none"
            autoComplete="off"
          />
        </View>
        <View style={{ flexDirection: 'row', flexWrap: 'wrap', alignItems: 'center', gap: 12 }}>
          <Segmented
            label={spaces.sort}
            value={props.sort}
            options={sorts.map((value) => ({ value, label: spaces.sorts[value] }))}
            onChange={props.onSort}
          />
          {props.onAdd ? (
            <Button kind="tonal" size="small" icon="plus" label={spaces.add} onPress={props.onAdd} />
          ) : null}
        </View>
      </View>
    </View>
  );
}
