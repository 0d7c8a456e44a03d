import { limits } from '@sup/protocol/wire';
import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Button, Dialog, TextField } from '../../ui';

export interface RoomTexts {
  readonly name: string;
  readonly topic: string;
}

export interface RoomEditDialogProps extends RoomTexts {
  readonly busy: boolean;
  readonly error?: string | undefined;
  readonly onSave: (texts: RoomTexts) => void;
  readonly onClose: () => void;
}

/** What a group is called and what it is about. */
export function RoomEditDialog(props: RoomEditDialogProps) {
  const { newGroup, details, common, auth } = useWords();
  const [name, setName] = useState(props.name);
  const [topic, setTopic] = useState(props.topic);
  const texts = { name: name.trim(), topic: topic.trim() };
  const ready = texts.name !== '' && (texts.name !== props.name || texts.topic !== props.topic);
  const save = () => {
    if (ready) props.onSave(texts);
  };
  return (
    <Dialog
      title={details.edit}
      closeLabel={common.close}
      onClose={props.onClose}
      width={400}
      actions={
        <>
          <Button kind="text" label={common.cancel} onPress={props.onClose} />
          <Button label={common.save} busy={props.busy} disabled={!ready} onPress={save} />
        </>
      }
    >
      <View style={{ gap: 14 }}>
        <TextField
          label={newGroup.name}
          value={name}
          onChangeText={setName}
          maxLength={limits.roomNameMax}
          error={props.error ?? (name.trim() ? undefined : auth.errors.required)}
          autoFocus
          onSubmitEditing={save}
        />
        <TextField
          label={details.topic}
          value={topic}
          onChangeText={setTopic}
          maxLength={limits.roomTopicMax}
          multiline
          numberOfLines={3}
        />
      </View>
    </Dialog>
  );
}
