import type { Mark } from '@sup/protocol';
import { useState } from 'react';
import { useWords } from '../../i18n';
import { TextField, Txt } from '../../ui';
import { FormDialog } from '../form-dialog';
import { RadioList } from '../people/radio-list';

export interface MarkPerson {
  readonly id: string;
  readonly name: string;
}

export interface MarkDialogProps {
  readonly kind: Mark['kind'] | 'none';
  readonly who: string | undefined;
  readonly myId: string;
  /** Who can do it: those in the room, without me. */
  readonly people: readonly MarkPerson[];
  readonly onSave: (choice: { kind: Mark['kind'] | 'none'; who: string | undefined }) => void;
  readonly onClose: () => void;
}

const kinds = ['none', 'decision', 'to-do', 'done'] as const;
/** More people than these are narrowed by a name. */
const peopleShown = 6;
const nobody = 'nobody';

/** What a message is to the room, and whose it is to do. */
export function MarkDialog(props: MarkDialogProps) {
  const { keeps, common } = useWords();
  const [kind, setKind] = useState(props.kind);
  const [who, setWho] = useState(props.who);
  const isTask = kind === 'to-do' || kind === 'done';
  return (
    <FormDialog
      title={keeps.markTitle}
      action={common.save}
      onSubmit={() => props.onSave({ kind, who: isTask ? who : undefined })}
      onClose={props.onClose}
    >
      <RadioList
        label={keeps.markTitle}
        value={kind}
        onChange={setKind}
        options={kinds.map((value) => ({ value, label: keeps.marks[value] }))}
      />
      {isTask ? <Whose {...props} who={who} onWho={setWho} /> : null}
    </FormDialog>
  );
}

function Whose({ who, myId, people, onWho }: MarkDialogProps & { onWho: (who: string | undefined) => void }) {
  const { keeps } = useWords();
  const [query, setQuery] = useState('');
  const wanted = query.trim().toLocaleLowerCase();
  const fits = people.filter(({ id, name }) => id === who || name.toLocaleLowerCase().includes(wanted));
  const shown = fits.toSorted((one, other) => Number(other.id === who) - Number(one.id === who));
  return (
    <>
      <Txt type="labelLarge" style={{ marginTop: 12, marginBottom: 4 }} role="heading" aria-level={3}>
        {keeps.who}
      </Txt>
      {people.length > peopleShown ? (
        <TextField label={keeps.find} height={44} value={query} onChangeText={setQuery} autoComplete="off" />
      ) : null}
      <RadioList
        label={keeps.who}
        value={who ?? nobody}
        onChange={(chosen) => onWho(chosen === nobody ? undefined : chosen)}
        options={[
          { value: nobody, label: keeps.nobody },
          { value: myId, label: keeps.me },
          ...shown.slice(0, peopleShown).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </>
  );
}
