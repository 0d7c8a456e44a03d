import { limits } from '@sup/protocol/wire';
import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { TextField } from '../../ui';
import { FormDialog } from '../form-dialog';

export interface RoomTexts {
  readonly name: string;
  readonly topic: string;
}

export interface RoomEditDialogProps extends RoomTexts {
  readonly of: 'group' | 'channel' | 'space';
  readonly busy: boolean;
  readonly error?: string | undefined;
  readonly onSave: (texts: RoomTexts) => void;
  readonly onClose: () => void;
}

/** What a group, channel or space is called and what it is about. */
export function RoomEditDialog(props: RoomEditDialogProps) {
  const { newGroup, spaces, details, common, auth } = useWords();
  const label = { group: newGroup.name, channel: newGroup.namePublic, space: spaces.name };
  const [name, setName] = useState(props.name);
  const [topic, setTopic] = useState(props.topic);
  const texts = { name: name.trim(), topic: topic.trim() };
  const ready = texts.name !== '' && (texts.name !== props.name || texts.topic !== props.topic);
  const save = () => {
    if (ready) props.onSave(texts);
  };
  return (
    <FormDialog
      title={details.edit}
      action={common.save}
      busy={props.busy}
      disabled={!ready}
      onSubmit={save}
      onClose={props.onClose}
    >
      <View style={{ gap: 14 }}>
        <TextField
          label={label[props.of]}
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
    </FormDialog>
  );
}
