import { type ReactNode, useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import type { HookKind } from '../../model/hook-kind';
import { Button, Dialog, ErrorLine, Segmented, TextField, Txt, useTheme } from '../../ui';

export interface IntegrationsDialogProps extends NewHookProps {
  readonly onKind: (kind: HookKind) => void;
  /** What was just made, in place of the form. */
  readonly made: ReactNode;
  readonly error?: string | undefined;
  /** How many there are of the kind; absent until the server has said. */
  readonly total: number | undefined;
  /** Their rows. */
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/** Programs that take part in a chat: a new one above, those that there are below. */
export function IntegrationsDialog(props: IntegrationsDialogProps) {
  const { integrations, common } = useWords();
  const { colors } = useTheme();
  const { kind, total } = props;
  return (
    <Dialog title={integrations.title} closeLabel={common.close} onClose={props.onClose}>
      <View style={{ gap: 20 }}>
        <View style={{ gap: 8, alignItems: 'flex-start' }}>
          <Segmented
            label={integrations.kind}
            options={(['incoming', 'outgoing'] as const).map((value) => {
              return { value, label: integrations.kinds[value] };
            })}
            value={kind}
            onChange={props.onKind}
          />
          <Txt color={colors.onSurfaceVariant} style={{ fontSize: 13, lineHeight: 18 }}>
            {integrations.hint[kind]}
          </Txt>
        </View>
        {props.made ?? <NewHook key={kind} {...props} />}
        <ErrorLine text={props.error} />
        {total === undefined ? null : (
          <View style={{ gap: 4 }}>
            <Txt type="labelLarge" role="heading" aria-level={3} style={{ fontSize: 13, lineHeight: 18 }}>
              {integrations.list[kind]}
            </Txt>
            <View {...(total > 0 ? { role: 'list', 'aria-label': integrations.list[kind] } : {})}>
              {props.children}
            </View>
            {total === 0 ? (
              <Txt color={colors.onSurfaceVariant} style={{ fontSize: 13, lineHeight: 18 }}>
                {integrations.none}
              </Txt>
            ) : null}
          </View>
        )}
      </View>
    </Dialog>
  );
}

interface NewHookProps {
  readonly kind: HookKind;
  readonly busy: boolean;
  /** Why the address was refused. */
  readonly urlError?: string | undefined;
  readonly onMake: (hook: { readonly name: string; readonly url: string }) => void;
}

function NewHook({ kind, busy, urlError, onMake }: NewHookProps) {
  const { integrations } = useWords();
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const isWhole = name.trim() !== '' && (kind === 'incoming' || url.trim() !== '');
  const make = () => {
    if (isWhole) onMake({ name: name.trim(), url: url.trim() });
  };
  return (
    <View style={{ gap: 16 }}>
      <TextField
        label={integrations.name}
        hint={kind === 'incoming' ? integrations.nameHint : undefined}
        value={name}
        maxLength={64}
        onChangeText={setName}
        onSubmitEditing={make}
      />
      {kind === 'outgoing' ? (
        <TextField
          label={integrations.url}
          placeholder={integrations.urlExample}
          error={urlError}
          value={url}
          inputMode="url"
          autoCapitalize="none"
          autoCorrect={false}
          onChangeText={setUrl}
          onSubmitEditing={make}
        />
      ) : null}
      <Button
        size="large"
        wide
        icon={kind === 'incoming' ? 'link' : 'plus'}
        label={integrations.make[kind]}
        busy={busy}
        disabled={!isWhole}
        onPress={make}
      />
    </View>
  );
}
