import type { RoomId } from '@sup/protocol';
import { limits } from '@sup/protocol/wire';
import { useState } from 'react';
import { View } from 'react-native';
import { useClient, useWatched } from '../client/client-context';
import { useWords } from '../i18n';
import { withRoom } from '../model/folders';
import { Button, CardRow, Dialog, TextField, Toggle, Txt } from '../ui';

export interface RoomFoldersProps {
  readonly room: RoomId;
  readonly onClose: () => void;
}

/** In which of my folders a chat is; a new one is made here. */
export function RoomFolders({ room, onClose }: RoomFoldersProps) {
  const { notify, common } = useWords();
  const { settings } = useClient();
  const { folders } = useWatched(settings);
  const [name, setName] = useState('');
  const text = name.trim();
  const add = () => {
    if (text === '' || folders.length >= limits.foldersMax) return;
    settings.addFolder(text, [room]);
    setName('');
  };
  return (
    <Dialog title={notify.folders} closeLabel={common.close} onClose={onClose} width={400}>
      <View style={{ marginHorizontal: -16 }}>
        {folders.map((folder) => {
          const inside = folder.rooms.includes(room);
          const toggle = (on: boolean) =>
            settings.setFolders(withRoom(folders, { folder: folder.id, room, on }));
          const isFull = !inside && folder.rooms.length >= limits.folderRoomsMax;
          return (
            <CardRow
              key={folder.id}
              title={folder.name}
              end={isFull ? undefined : <Toggle label={folder.name} on={inside} onChange={toggle} />}
            />
          );
        })}
      </View>
      {folders.length === 0 ? <Txt style={{ marginBottom: 12 }}>{notify.noFolders}</Txt> : null}
      {folders.length < limits.foldersMax ? (
        <View style={{ gap: 10 }}>
          <TextField
            label={notify.newFolder}
            value={name}
            onChangeText={setName}
            maxLength={limits.folderNameMax}
            onSubmitEditing={add}
          />
          <View style={{ alignItems: 'flex-start' }}>
            <Button label={notify.add} disabled={text === ''} onPress={add} />
          </View>
        </View>
      ) : null}
    </Dialog>
  );
}
