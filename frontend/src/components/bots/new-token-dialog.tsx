import { limits } from '@sup/protocol/wire';
import { type ReactNode, useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { spans, type TokenPlan } from '../../model/token-plan';
import { ErrorLine, TextField, Txt, useTheme } from '../../ui';
import { FormDialog } from '../form-dialog';
import { RadioList } from '../people/radio-list';
import { CheckRow } from './check-row';

export interface NewTokenDialogProps {
  readonly rooms: readonly { readonly id: string; readonly name: string }[];
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly onMake: (plan: TokenPlan) => void;
  readonly onClose: () => void;
}

/** Asks what a new token allows, where, and for how long. */
export function NewTokenDialog({ rooms, busy, error, onMake, onClose }: NewTokenDialogProps) {
  const { bots } = useWords();
  const { chat, colors } = useTheme();
  const [plan, setPlan] = useState<TokenPlan>({
    name: '',
    read: true,
    write: true,
    rooms: 'all',
    span: 'year',
  });
  const change = (part: Partial<TokenPlan>) => setPlan((now) => ({ ...now, ...part }));
  const chosen = plan.rooms === 'all' ? [] : plan.rooms;
  const toggle = (id: string) =>
    change({ rooms: chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id] });
  const allowsNothing = !plan.read && !plan.write;
  const isWhole =
    plan.name.trim() !== '' && !allowsNothing && (plan.rooms === 'all' || plan.rooms.length > 0);
  return (
    <FormDialog
      title={bots.newToken}
      action={bots.makeToken}
      busy={busy}
      disabled={!isWhole}
      onSubmit={() => onMake({ ...plan, name: plan.name.trim() })}
      onClose={onClose}
    >
      <View style={{ gap: 18 }}>
        <TextField
          label={bots.tokenName}
          hint={bots.tokenNameHint}
          value={plan.name}
          maxLength={limits.displayNameMax}
          onChangeText={(name) => change({ name })}
          autoFocus
        />
        <Part title={bots.allows}>
          {(['read', 'write'] as const).map((right) => (
            <CheckRow
              key={right}
              label={bots[right]}
              detail={right === 'read' ? bots.readHint : bots.writeHint}
              checked={plan[right]}
              onPress={() => change({ [right]: !plan[right] })}
            />
          ))}
          {allowsNothing ? <Txt color={chat.danger}>{bots.needsOne}</Txt> : null}
        </Part>
        <Part title={bots.where}>
          <RadioList
            label={bots.where}
            value={plan.rooms === 'all' ? 'all' : 'some'}
            onChange={(value) => change({ rooms: value === 'all' ? 'all' : [] })}
            options={[
              { value: 'all', label: bots.everywhere, detail: bots.everywhereHint },
              { value: 'some', label: bots.chosen },
            ]}
          />
          {plan.rooms === 'all'
            ? null
            : rooms.map(({ id, name }) => (
                <CheckRow
                  key={id}
                  inset
                  label={name}
                  checked={chosen.includes(id)}
                  onPress={() => toggle(id)}
                />
              ))}
          {plan.rooms !== 'all' && rooms.length === 0 ? (
            <Txt color={colors.onSurfaceVariant}>{bots.chosenNone}</Txt>
          ) : null}
        </Part>
        <Part title={bots.until}>
          <RadioList
            label={bots.until}
            value={plan.span}
            onChange={(span) => change({ span })}
            options={spans.map((value) => ({ value, label: bots.spans[value] }))}
          />
        </Part>
        <ErrorLine text={error} />
      </View>
    </FormDialog>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <View style={{ gap: 4 }}>
      <Txt type="labelLarge" role="heading" aria-level={3} style={{ fontSize: 13, lineHeight: 18 }}>
        {title}
      </Txt>
      {children}
    </View>
  );
}
