import type { Right, Role, RoomSettings as Settings } from '@sup/protocol';
import { rankOf, rolesFor } from '@sup/protocol/wire';
import { useState } from 'react';
import { useAsk } from '../client/use-ask';
import { ConfirmDialog } from '../components/confirm-dialog';
import { ChoiceDialog } from '../components/moderation/choice-dialog';
import { SpaceSettingsDialog } from '../components/spaces/space-settings-dialog';
import { useWords } from '../i18n';
import { may } from '../model/rights';
import { RoomDelete } from './room-delete';
import { type RoomSettingsProps, rightsOf } from './room-settings';

/** Who finds a space and who may do what in it. One question stands in the place of the list, never above it. */
export function SpaceSettings({ room, snapshot, onDone }: RoomSettingsProps) {
  const { moderation, spaces } = useWords();
  const [question, setQuestion] = useState<Right | 'archive it' | 'delete it'>();
  const { settings, myRole } = snapshot;
  const close = () => setQuestion(undefined);
  const save = useAsk(async (change: Settings) => {
    await room.moderation.set(change);
    close();
  });
  const told = rightsOf(snapshot);
  if (question === 'archive it')
    return (
      <ConfirmDialog
        title={spaces.archiveTitle(snapshot.name)}
        body={spaces.archiveBody}
        action={moderation.archive}
        onConfirm={() => save.run({ archived: true })}
        onClose={close}
      />
    );
  if (question === 'delete it')
    return <RoomDelete {...{ room, snapshot }} onDeleted={onDone} onClose={close} />;
  if (question !== undefined)
    return (
      <ChoiceDialog
        busy={save.busy}
        error={save.refusal?.text}
        title={moderation.whoMay(question, 'space')}
        value={told.find(({ right }) => right === question)?.role ?? 'owner'}
        options={rolesFor(question)
          .filter((role) => rankOf(role) <= rankOf(myRole))
          .map((role) => ({ value: role, label: moderation.who[role] }))}
        onSave={(role: Role) => save.run({ rights: { [question]: role } })}
        onClose={close}
      />
    );
  return (
    <SpaceSettingsDialog
      isPublic={settings.public ?? false}
      opensToSpaces={settings.opensToSpaces ?? false}
      archived={settings.archived ?? false}
      canSet={may(snapshot, 'change-settings')}
      canArchive={may(snapshot, 'archive')}
      rights={told}
      error={save.refusal?.text}
      onPublic={(on) => save.run({ public: on })}
      onOpens={(on) => save.run({ opensToSpaces: on })}
      onArchived={(on) => (on ? setQuestion('archive it') : save.run({ archived: false }))}
      onRight={setQuestion}
      onDelete={may(snapshot, 'delete-room') ? () => setQuestion('delete it') : undefined}
      onClose={onDone}
    />
  );
}
