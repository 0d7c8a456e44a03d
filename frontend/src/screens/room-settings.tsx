import type { Right, Role, RoomSettings as Settings } from '@sup/protocol';
import { lowestRole, rankOf, rights, rolesFor } from '@sup/protocol/wire';
import type * as Sdk from '@sup/sdk';
import { useState } from 'react';
import { useAsk } from '../client/use-ask';
import { ConfirmDialog } from '../components/confirm-dialog';
import { ChoiceDialog } from '../components/moderation/choice-dialog';
import type { Keeping } from '../components/moderation/keeping-card';
import { RoomSettingsDialog } from '../components/moderation/room-settings-dialog';
import { useWords } from '../i18n';
import { may } from '../model/rights';
import { HistoryQuestion, KeepingQuestion } from './keeping-questions';
import { RoomDelete } from './room-delete';

export interface RoomSettingsProps {
  readonly room: Sdk.Room;
  readonly snapshot: Sdk.RoomSnapshot;
  readonly onDone: () => void;
}

type Question =
  | { readonly is: 'slow' | 'archive' | 'delete' | 'history' | 'disappear' | 'retention' }
  | { readonly is: 'right'; readonly right: Right };

/** Seconds that slow mode is offered with. */
const paces = [0, 5, 15, 30, 60, 300, 900, 3_600] as const;

/** How a chat works and who may do what in it. One question stands in the place of the list, never above it. */
export function RoomSettings({ room, snapshot, onDone }: RoomSettingsProps) {
  const { moderation: words } = useWords();
  const [question, setQuestion] = useState<Question>();
  const { settings, kind, myRole } = snapshot;
  const slowModeSeconds = settings.slowModeSeconds ?? 0;
  const save = useAsk(async (change: Settings) => {
    await room.moderation.set(change);
    setQuestion(undefined);
  });
  const asked = { busy: save.busy, error: save.refusal?.text, onClose: () => setQuestion(undefined) };
  if (question?.is === 'archive')
    return <ArchiveQuestion {...asked} name={snapshot.name} onConfirm={() => save.run({ archived: true })} />;
  if (question?.is === 'delete')
    return <RoomDelete {...{ room, snapshot }} onDeleted={onDone} onClose={asked.onClose} />;
  if (question?.is === 'history')
    return <HistoryQuestion {...asked} history={snapshot.history} onSave={save.run} />;
  if (question?.is === 'disappear' || question?.is === 'retention')
    return <KeepingQuestion {...asked} is={question.is} settings={settings} onSave={save.run} />;
  if (question?.is === 'slow') {
    const offered = [...new Set([...paces, slowModeSeconds])].sort((a, b) => a - b);
    return (
      <ChoiceDialog
        {...asked}
        title={words.slowMode}
        value={String(slowModeSeconds)}
        options={offered.map((seconds) => ({
          value: String(seconds),
          label: seconds === 0 ? words.slowModeOff : words.slowModeEvery(seconds),
        }))}
        onSave={(value) => save.run({ slowModeSeconds: Number(value) })}
      />
    );
  }
  if (question?.is === 'right') {
    const { right } = question;
    const offered = rolesFor(right).filter((role) => rankOf(role) <= rankOf(myRole));
    return (
      <ChoiceDialog
        {...asked}
        title={words.whoMay(right, 'chat')}
        value={lowestRole(kind, { rights: settings.rights }, right) ?? 'owner'}
        options={offered.map((role) => ({ value: role, label: words.who[role] }))}
        onSave={(role: Role) => save.run({ rights: { [right]: role } })}
      />
    );
  }
  return (
    <RoomSettingsDialog
      slowModeSeconds={slowModeSeconds}
      announcement={settings.announcement ?? false}
      archived={settings.archived ?? false}
      keeping={keepingOf(snapshot)}
      receipts={!settings.hidesReceipts}
      {...(kind === 'group' && {
        opens: { on: settings.opensToSpaces ?? false, set: (on) => save.run({ opensToSpaces: on }) },
      })}
      rights={rightsOf(snapshot)}
      canSet={may(snapshot, 'change-settings')}
      canArchive={may(snapshot, 'archive')}
      error={save.refusal?.text}
      onSlowMode={() => setQuestion({ is: 'slow' })}
      onHistory={() => setQuestion({ is: 'history' })}
      onDisappear={() => setQuestion({ is: 'disappear' })}
      onRetention={() => setQuestion({ is: 'retention' })}
      onEditHistory={(editHistory) => save.run({ editHistory })}
      onTombstones={(on) => save.run({ deletionLeaves: on ? 'tombstone' : 'nothing' })}
      onAnnouncement={(announcement) => save.run({ announcement })}
      onArchived={(on) => (on ? setQuestion({ is: 'archive' }) : save.run({ archived: false }))}
      onReceipts={(on) => save.run({ hidesReceipts: !on })}
      onRight={(right) => setQuestion({ is: 'right', right })}
      onDelete={may(snapshot, 'delete-room') ? () => setQuestion({ is: 'delete' }) : undefined}
      onClose={onDone}
    />
  );
}

function keepingOf({ history, settings }: Sdk.RoomSnapshot): Keeping {
  return {
    history,
    editHistory: settings.editHistory ?? false,
    tombstones: settings.deletionLeaves !== 'nothing',
    disappearAfterSeconds: settings.disappearAfterSeconds ?? 0,
    retentionDays: settings.retentionDays ?? 0,
  };
}

interface ArchiveQuestionProps {
  readonly name: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

function ArchiveQuestion({ name, onConfirm, onClose }: ArchiveQuestionProps) {
  const { moderation: words } = useWords();
  return (
    <ConfirmDialog
      title={words.archiveTitle(name)}
      body={words.archiveBody}
      action={words.archive}
      {...{ onConfirm, onClose }}
    />
  );
}

/** Each right with the lowest role that has it, and whether I may change that: not where it belongs to people above me. */
export function rightsOf(snapshot: Sdk.RoomSnapshot) {
  const { kind, settings, myRole } = snapshot;
  const mayChange = may(snapshot, 'change-rights');
  return rights.flatMap((right) => {
    const role = lowestRole(kind, settings, right);
    return role ? [{ right, role, canChange: mayChange && rankOf(role) <= rankOf(myRole) }] : [];
  });
}
