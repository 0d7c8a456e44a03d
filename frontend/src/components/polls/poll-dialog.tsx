import { limits } from '@sup/protocol/wire';
import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { type PollClosing, type PollDraft, type PollFault, withOneMore } from '../../model/poll-draft';
import { typedMoment } from '../../model/put-off';
import { Button, ErrorLine, IconButton, TextField, Toggle, Txt, useTheme } from '../../ui';
import { FormDialog } from '../form-dialog';
import { RadioList } from '../people/radio-list';

export interface PollDialogProps {
  /** What is wrong with what was sent, if anything is. */
  readonly fault: PollFault | undefined;
  readonly onSubmit: (draft: PollDraft) => void;
  readonly onClose: () => void;
}

const closings: readonly PollClosing[] = ['never', 'hour', 'day', 'week', 'custom'];
const tomorrow = () => typedMoment(Date.now() + 24 * 3_600_000);

/** Asks for a question and its choices, and how it is voted. */
export function PollDialog({ fault, onSubmit, onClose }: PollDialogProps) {
  const { polls } = useWords();
  const [draft, setDraft] = useState<PollDraft>({
    question: '',
    choices: ['', ''],
    several: false,
    anonymous: false,
    closing: 'never',
    typed: tomorrow(),
  });
  const change = (part: Partial<PollDraft>) => setDraft({ ...draft, ...part });
  return (
    <FormDialog title={polls.title} action={polls.send} onSubmit={() => onSubmit(draft)} onClose={onClose}>
      <View style={{ gap: 16 }}>
        <TextField
          label={polls.question}
          value={draft.question}
          onChangeText={(question) => change({ question })}
          maxLength={limits.pollQuestionMax}
          error={fault === 'question' ? polls.wrong.question : undefined}
          autoFocus
        />
        <Choices choices={draft.choices} onChange={(choices) => change({ choices })} />
        <ErrorLine text={fault === 'choices' ? polls.wrong.choices : undefined} />
        <Switch
          label={polls.several}
          hint={polls.severalHint}
          on={draft.several}
          onChange={(several) => change({ several })}
        />
        <Switch
          label={polls.anonymous}
          hint={polls.anonymousHint}
          on={draft.anonymous}
          onChange={(anonymous) => change({ anonymous })}
        />
        <View>
          <Txt type="labelLarge" aria-hidden style={{ fontSize: 13, lineHeight: 18 }}>
            {polls.closes}
          </Txt>
          <RadioList
            label={polls.closes}
            value={draft.closing}
            onChange={(closing) => change({ closing })}
            options={closings.map((value) => ({ value, label: polls.closing[value] }))}
          />
        </View>
        {draft.closing === 'custom' ? <Moment {...{ draft, change, fault }} /> : null}
      </View>
    </FormDialog>
  );
}

interface MomentProps {
  readonly draft: PollDraft;
  readonly change: (part: Partial<PollDraft>) => void;
  readonly fault: PollFault | undefined;
}

function Moment({ draft, change, fault }: MomentProps) {
  const { later, polls } = useWords();
  return (
    <TextField
      label={later.moment}
      hint={later.momentHint}
      value={draft.typed}
      onChangeText={(typed) => change({ typed })}
      error={fault === 'closing' ? polls.wrong.closing : undefined}
    />
  );
}

interface ChoicesProps {
  readonly choices: readonly string[];
  readonly onChange: (choices: readonly string[]) => void;
}

function Choices({ choices, onChange }: ChoicesProps) {
  const { polls } = useWords();
  return (
    <View role="group" aria-label={polls.choices} style={{ gap: 10 }}>
      {choices.map((choice, at) => (
        <View
          // A choice has no name but its place.
          key={`choice-${String(at)}`}
          style={{ flexDirection: 'row', alignItems: 'flex-end', gap: 4 }}
        >
          <View style={{ flex: 1, minWidth: 0 }}>
            <TextField
              label={polls.choice(at + 1)}
              value={choice}
              onChangeText={(text) => onChange(choices.with(at, text))}
              maxLength={limits.pollChoiceMax}
              height={44}
            />
          </View>
          {choices.length > 2 ? (
            <IconButton
              icon="close"
              label={polls.removeChoice(at + 1)}
              size={44}
              onPress={() => onChange(choices.toSpliced(at, 1))}
            />
          ) : null}
        </View>
      ))}
      {choices.length < limits.pollChoicesMax ? (
        <View style={{ alignItems: 'flex-start' }}>
          <Button kind="text" label={polls.addChoice} onPress={() => onChange(withOneMore(choices))} />
        </View>
      ) : null}
    </View>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly hint: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

function Switch({ label, hint, on, onChange }: SwitchProps) {
  const { colors } = useTheme();
  return (
    <View style={{ flexDirection: 'row', alignItems: 'center', gap: 14 }}>
      <View style={{ flex: 1, minWidth: 0 }}>
        <Txt>{label}</Txt>
        <Txt type="bodySmall" color={colors.onSurfaceVariant}>
          {hint}
        </Txt>
      </View>
      <Toggle label={label} on={on} onChange={onChange} />
    </View>
  );
}
