import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import type { RoomKind } from '../../model/types';
import { Avatar, Button, CardRow, Dialog, ErrorLine, TextField, Toggle, Txt, useTheme } from '../../ui';

export interface RoomToAdd {
  readonly id: string;
  readonly kind: RoomKind;
  readonly name: string;
}

export interface AddRoomsDialogProps {
  readonly rooms: readonly RoomToAdd[];
  /** Whether groups that are added open to who is in the space. */
  readonly letsIn: boolean;
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly onLetIn: (on: boolean) => void;
  readonly onAdd: (room: string) => void;
  readonly onClose: () => void;
}

/** My rooms that are not in the space yet. */
export function AddRoomsDialog(props: AddRoomsDialogProps) {
  const { spaces, common } = useWords();
  const { colors } = useTheme();
  const [query, setQuery] = useState('');
  const wanted = query.trim().toLocaleLowerCase();
  const shown = props.rooms.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  return (
    <Dialog title={spaces.add} closeLabel={common.close} onClose={props.onClose}>
      <View style={{ gap: 12, minHeight: 320 }}>
        <Txt color={colors.onSurfaceVariant}>{spaces.addHint}</Txt>
        <ErrorLine text={props.error} />
        <TextField
          label={spaces.addSearch}
          height={44}
          value={query}
          onChangeText={setQuery}
          autoCapitalize="none"
          autoComplete="off"
          autoFocus
        />
        <View style={{ marginHorizontal: -16 }}>
          <CardRow
            icon="user-plus"
            title={spaces.letIn}
            detail={spaces.letInHint}
            end={<Toggle label={spaces.letIn} on={props.letsIn} onChange={props.onLetIn} />}
          />
        </View>
        <View role="list" aria-label={spaces.add} style={{ gap: 4 }}>
          {shown.map((room) => (
            <Row key={room.id} room={room} busy={props.busy} onAdd={props.onAdd} />
          ))}
        </View>
        {shown.length === 0 ? (
          <Txt color={colors.onSurfaceVariant} style={{ textAlign: 'center', paddingVertical: 16 }}>
            {spaces.nothingToAdd}
          </Txt>
        ) : null}
      </View>
    </Dialog>
  );
}

function Row({ room, busy, onAdd }: { room: RoomToAdd } & Pick<AddRoomsDialogProps, 'busy' | 'onAdd'>) {
  const { spaces } = useWords();
  const { colors } = useTheme();
  return (
    <View role="listitem" style={{ flexDirection: 'row', alignItems: 'center', gap: 11, minHeight: 48 }}>
      <Avatar id={room.id} name={room.name} size={32} shape="squircle" />
      <View style={{ flex: 1, minWidth: 0 }}>
        <Txt isolate numberOfLines={1} style={{ fontWeight: '500' }}>
          {room.name}
        </Txt>
        <Txt color={colors.onSurfaceVariant} style={{ fontSize: 12.5, lineHeight: 16 }}>
          {spaces.kind[room.kind]}
        </Txt>
      </View>
      <Button
        kind="tonal"
        size="small"
        label={spaces.addOne}
        accessibilityLabel={spaces.addLabel(room.name)}
        disabled={busy}
        onPress={() => onAdd(room.id)}
      />
    </View>
  );
}
