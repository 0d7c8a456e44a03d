import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { type InviteChoice, type InviteKind, type InviteRole, livesOf, usesOf } from '../../model/invite';
import { Button, Chip, Dialog, ErrorLine, Segmented, Txt, useTheme } from '../../ui';
import { type ActiveInvite, ActiveInvites } from './active-invites';
import { MadeInvite, type MadeInviteProps } from './made-invite';

export interface InviteDialogProps extends Omit<MadeInviteProps, 'made'> {
  /** The one that was just made. */
  readonly made: MadeInviteProps['made'] | undefined;
  /** Absent until the server has said. */
  readonly active: readonly ActiveInvite[] | undefined;
  /** What those who come may become; empty where only guests may be let in. */
  readonly roles: readonly InviteRole[];
  /** Whether people without an account may be let in. */
  readonly canInviteGuests: boolean;
  readonly busy: boolean;
  readonly error?: string | undefined;
  readonly onMake: (choice: InviteChoice) => void;
  readonly onRevoke: (id: string) => void;
  readonly onClose: () => void;
}

/** Ways into a room: a new invitation above, those that still work below. */
export function InviteDialog(props: InviteDialogProps) {
  const { invites, common } = useWords();
  const { made } = props;
  return (
    <Dialog title={invites.title} closeLabel={common.close} onClose={props.onClose}>
      <View style={{ gap: 24 }}>
        {made ? <MadeInvite {...props} made={made} /> : <NewInvite {...props} />}
        <ErrorLine text={props.error} />
        <ActiveInvites active={props.active} busy={props.busy} onRevoke={props.onRevoke} />
      </View>
    </Dialog>
  );
}

const first: InviteChoice = { kind: 'link', guests: false, role: 'member', life: 'week', uses: 'any' };
const firstOfGuests = { kind: 'link', guests: true, life: 'day', uses: 'ten' } as const;

type NewInviteProps = Pick<InviteDialogProps, 'roles' | 'canInviteGuests' | 'busy' | 'onMake'>;

function NewInvite({ roles, canInviteGuests, busy, onMake }: NewInviteProps) {
  const { invites } = useWords();
  const isForGuestsOnly = roles.length === 0;
  const [choice, setChoice] = useState<InviteChoice>({ ...first, ...(isForGuestsOnly && firstOfGuests) });
  const { kind, guests } = choice;
  return (
    <View style={{ gap: 16 }}>
      {isForGuestsOnly ? null : <Kind choice={choice} onChange={setChoice} />}
      {canInviteGuests && kind === 'link' && !isForGuestsOnly ? (
        <Audience choice={choice} onChange={setChoice} />
      ) : null}
      <Hint choice={choice} />
      <Choices
        label={invites.expires}
        options={livesOf(choice).map((value) => ({ value, label: invites.lives[value] }))}
        value={choice.life}
        onChange={(life) => setChoice({ ...choice, life })}
      />
      <Choices
        label={invites.usesMax}
        options={usesOf(choice).map((value) => ({ value, label: invites.uses[value] }))}
        value={choice.uses}
        onChange={(uses) => setChoice({ ...choice, uses })}
      />
      {guests ? null : (
        <Choices
          label={invites.role}
          options={roles.map((value) => ({ value, label: invites.roles[value] }))}
          value={choice.role}
          onChange={(role) => setChoice({ ...choice, role })}
        />
      )}
      <Button
        size="large"
        wide
        icon={kind === 'link' ? 'link' : 'hash'}
        label={kind === 'link' ? invites.makeLink : invites.makeCode}
        busy={busy}
        onPress={() => onMake(choice)}
      />
    </View>
  );
}

interface PartProps {
  readonly choice: InviteChoice;
  readonly onChange: (choice: InviteChoice) => void;
}

function Kind({ choice, onChange }: PartProps) {
  const { invites } = useWords();
  const pick = (kind: InviteKind) =>
    onChange({ ...choice, ...first, role: choice.role, kind, life: kind === 'spoken' ? 'hour' : 'week' });
  return (
    <View style={{ alignItems: 'flex-start' }}>
      <Segmented
        label={invites.kind}
        options={(['link', 'spoken'] as const).map((value) => ({ value, label: invites.kinds[value] }))}
        value={choice.kind}
        onChange={pick}
      />
    </View>
  );
}

function Audience({ choice, onChange }: PartProps) {
  const { guests: words } = useWords();
  return (
    <Choices
      label={words.audience}
      options={(['accounts', 'guests'] as const).map((value) => ({ value, label: words.audiences[value] }))}
      value={choice.guests ? 'guests' : 'accounts'}
      onChange={(audience) =>
        onChange({ ...choice, ...(audience === 'guests' ? firstOfGuests : { ...first, role: choice.role }) })
      }
    />
  );
}

/** What sharing it means. */
function Hint({ choice: { kind, guests } }: Pick<PartProps, 'choice'>) {
  const words = useWords();
  const { colors } = useTheme();
  return (
    <Txt color={colors.onSurfaceVariant} style={{ fontSize: 13, lineHeight: 18 }}>
      {guests ? words.guests.linkHint : words.invites.kindHint[kind]}
    </Txt>
  );
}

interface ChoicesProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** A few choices that wrap where they do not fit in a row. */
function Choices<Value extends string>({ label, options, value, onChange }: ChoicesProps<Value>) {
  return (
    <View style={{ gap: 8 }}>
      <Txt type="labelLarge" aria-hidden style={{ fontSize: 13, lineHeight: 18 }}>
        {label}
      </Txt>
      <View role="radiogroup" aria-label={label} style={{ flexDirection: 'row', flexWrap: 'wrap', gap: 8 }}>
        {options.map((option) => (
          <Chip
            key={option.value}
            label={option.label}
            selected={option.value === value}
            onPress={() => onChange(option.value)}
          />
        ))}
      </View>
    </View>
  );
}
