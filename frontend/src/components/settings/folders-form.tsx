import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { movedUp } from '../../model/folders';
import { Card, CardRow, IconButton, TextField, Txt, useTheme } from '../../ui';
import { SettingsHeading } from './settings-frame';

interface FormFolder<Id extends string> {
  readonly id: string;
  readonly name: string;
  readonly rooms: Id[];
}

export interface FoldersFormProps<Id extends string> {
  readonly folders: readonly FormFolder<Id>[];
  readonly nameMax: number;
  readonly nameOf: (room: Id) => string | undefined;
  readonly onChange: (folders: readonly FormFolder<Id>[]) => void;
}

/** My folders in their order, with the chats in theirs: names, order, and what goes out. */
export function FoldersForm<Id extends string>({ folders, nameMax, nameOf, onChange }: FoldersFormProps<Id>) {
  const { notify } = useWords();
  const { colors } = useTheme();
  const put = (folder: FormFolder<Id>) =>
    onChange(folders.map((one) => (one.id === folder.id ? folder : one)));
  return (
    <>
      <SettingsHeading>{notify.folders}</SettingsHeading>
      <Txt color={colors.onSurfaceVariant} style={{ marginBottom: 8 }}>
        {folders.length === 0 ? `${notify.noFolders} ${notify.foldersHint}` : notify.foldersHint}
      </Txt>
      <View style={{ gap: 14 }}>
        {folders.map((folder, at) => (
          <View key={folder.id}>
            <View style={{ flexDirection: 'row', alignItems: 'flex-end', gap: 4, marginBottom: 6 }}>
              <View style={{ flex: 1 }}>
                <FolderName
                  name={folder.name}
                  nameMax={nameMax}
                  onName={(name) => put({ ...folder, name })}
                />
              </View>
              <Up name={folder.name} isFirst={at === 0} onUp={() => onChange(movedUp(folders, at))} />
              <IconButton
                icon="trash"
                label={notify.removeFolder(folder.name)}
                onPress={() => onChange(folders.filter(({ id }) => id !== folder.id))}
              />
            </View>
            <FolderRooms folder={folder} nameOf={nameOf} onRooms={(rooms) => put({ ...folder, rooms })} />
          </View>
        ))}
      </View>
    </>
  );
}

function FolderName({
  name,
  nameMax,
  onName,
}: {
  name: string;
  nameMax: number;
  onName: (name: string) => void;
}) {
  const { notify, auth } = useWords();
  const [text, setText] = useState(name);
  const done = () => {
    if (text.trim() !== '' && text.trim() !== name) onName(text.trim());
  };
  return (
    <TextField
      label={notify.folderName}
      value={text}
      onChangeText={setText}
      maxLength={nameMax}
      onEndEditing={done}
      onSubmitEditing={done}
      error={text.trim() === '' ? auth.errors.required : undefined}
    />
  );
}

interface FolderRoomsProps<Id extends string> {
  readonly folder: FormFolder<Id>;
  readonly nameOf: (room: Id) => string | undefined;
  readonly onRooms: (rooms: Id[]) => void;
}

/** Chats that one has left are kept in the folder, in case one comes back, but not shown. */
function FolderRooms<Id extends string>({ folder, nameOf, onRooms }: FolderRoomsProps<Id>) {
  const { notify } = useWords();
  const shown = folder.rooms.flatMap((room, at) => {
    const name = nameOf(room);
    return name === undefined ? [] : [{ room, at, name }];
  });
  if (shown.length === 0) return null;
  return (
    <Card>
      {shown.map(({ room, at, name }) => (
        <CardRow
          key={room}
          title={name}
          end={
            <>
              <Up name={name} isFirst={at === 0} onUp={() => onRooms(movedUp(folder.rooms, at))} />
              <IconButton
                icon="close"
                label={notify.removeRoom(name)}
                onPress={() => onRooms(folder.rooms.filter((one) => one !== room))}
              />
            </>
          }
        />
      ))}
    </Card>
  );
}

function Up({ name, isFirst, onUp }: { name: string; isFirst: boolean; onUp: () => void }) {
  const { notify } = useWords();
  if (isFirst) return null;
  return (
    <View style={{ transform: [{ rotate: '180deg' }] }}>
      <IconButton icon="chevron-down" label={notify.moveUp(name)} onPress={onUp} tip={false} />
    </View>
  );
}
