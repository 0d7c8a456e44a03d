import { limits } from '@sup/protocol/wire';
import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Button, CardRow, Dialog, TextField, Toggle } from '../../ui';

export interface NewSpaceValues {
  readonly name: string;
  readonly topic: string;
  readonly isPublic: boolean;
}

export interface NewSpaceDialogProps {
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly onCreate: (values: NewSpaceValues) => void;
  readonly onClose: () => void;
}

/** What a space is called and about, and whether others may find it. */
export function NewSpaceDialog(props: NewSpaceDialogProps) {
  const { spaces, common, auth } = useWords();
  const [name, setName] = useState('');
  const [topic, setTopic] = useState('');
  const [isPublic, setPublic] = useState(false);
  const [tried, setTried] = useState(false);
  const isNamed = name.trim() !== '';
  const create = () => {
    setTried(true);
    if (isNamed) props.onCreate({ name: name.trim(), topic: topic.trim(), isPublic });
  };
  return (
    <Dialog
      title={spaces.create}
      closeLabel={common.close}
      onClose={props.onClose}
      actions={
        <>
          <Button kind="text" label={common.cancel} onPress={props.onClose} />
          <Button label={spaces.createSpace} busy={props.busy} onPress={create} />
        </>
      }
    >
      <View style={{ gap: 14 }}>
        <TextField
          label={spaces.name}
          value={name}
          onChangeText={setName}
          maxLength={limits.roomNameMax}
          error={props.error ?? (tried && !isNamed ? auth.errors.required : undefined)}
          autoComplete="off"
          autoFocus
          onSubmitEditing={create}
        />
        <TextField
          label={spaces.about}
          value={topic}
          onChangeText={setTopic}
          maxLength={limits.roomTopicMax}
          autoComplete="off"
          onSubmitEditing={create}
        />
        <View style={{ marginHorizontal: -16 }}>
          <CardRow
            icon={isPublic ? 'hash' : 'lock'}
            title={spaces.public}
            detail={spaces.publicHint}
            end={<Toggle label={spaces.public} on={isPublic} onChange={setPublic} />}
          />
        </View>
      </View>
    </Dialog>
  );
}
