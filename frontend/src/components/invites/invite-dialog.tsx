import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { type InviteChoice, type InviteKind, type InviteRole, livesOf } from '../../model/invite';
import { Button, Chip, Dialog, Segmented, Txt, useTheme } from '../../ui';
import { type ActiveInvite, ActiveInvites } from './active-invites';
import { MadeInvite, type MadeInviteProps } from './made-invite';

export interface InviteDialogProps extends Omit<MadeInviteProps, 'made'> {
  /** The one that was just made. */
  readonly made: MadeInviteProps['made'] | undefined;
  /** Absent until the server has said. */
  readonly active: readonly ActiveInvite[] | undefined;
  /** What those who come may become. */
  readonly roles: readonly InviteRole[];
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
        {made ? (
          <MadeInvite {...props} made={made} />
        ) : (
          <NewInvite roles={props.roles} busy={props.busy} onMake={props.onMake} />
        )}
        <Refusal text={props.error} />
        <ActiveInvites active={props.active} busy={props.busy} onRevoke={props.onRevoke} />
      </View>
    </Dialog>
  );
}

function Refusal({ text }: { text: string | undefined }) {
  const { chat } = useTheme();
  if (!text) return null;
  return (
    <Txt role="alert" color={chat.danger}>
      {text}
    </Txt>
  );
}

const first: InviteChoice = { kind: 'link', role: 'member', life: 'week', uses: 'any' };

function NewInvite({ roles, busy, onMake }: Pick<InviteDialogProps, 'roles' | 'busy' | 'onMake'>) {
  const { invites } = useWords();
  const { colors } = useTheme();
  const [choice, setChoice] = useState<InviteChoice>(first);
  const { kind } = choice;
  const pickKind = (picked: InviteKind) => {
    const life = picked === 'spoken' ? 'hour' : 'week';
    setChoice({ ...choice, kind: picked, life });
  };
  const uses = (['any', 'one', 'ten', 'hundred'] as const).map((value) => {
    return { value, label: invites.uses[value] };
  });
  return (
    <View style={{ gap: 16 }}>
      <View style={{ gap: 8, alignItems: 'flex-start' }}>
        <Segmented
          label={invites.kind}
          options={(['link', 'spoken'] as const).map((value) => ({ value, label: invites.kinds[value] }))}
          value={kind}
          onChange={pickKind}
        />
        <Txt color={colors.onSurfaceVariant} style={{ fontSize: 13, lineHeight: 18 }}>
          {invites.kindHint[kind]}
        </Txt>
      </View>
      <Choices
        label={invites.expires}
        options={livesOf(kind).map((value) => ({ value, label: invites.lives[value] }))}
        value={choice.life}
        onChange={(life) => setChoice({ ...choice, life })}
      />
      <Choices
        label={invites.usesMax}
        options={uses}
        value={choice.uses}
        onChange={(picked) => setChoice({ ...choice, uses: picked })}
      />
      <Choices
        label={invites.role}
        options={roles.map((value) => ({ value, label: invites.roles[value] }))}
        value={choice.role}
        onChange={(role) => setChoice({ ...choice, role })}
      />
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
