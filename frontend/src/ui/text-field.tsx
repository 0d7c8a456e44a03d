import { type ReactNode, type Ref, useId, useState } from 'react';
import { TextInput, type TextInputProps, View } from 'react-native';
import { IconButton } from './icon-button';
import { SupIcon } from './sup-icon';
import type { SupTheme } from './theme';
import { useTheme } from './theme-provider';
import { Txt } from './txt';
import { fieldDirection } from './ui-direction';
import { webProps, webStyle } from './web-props';

export interface TextFieldProps extends Omit<TextInputProps, 'style'> {
  readonly label: string;
  /** What is wrong, in words; stands under the field. */
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
  readonly prefix?: string;
  readonly labelEnd?: ReactNode;
  readonly height?: number;
  /** For passwords: the words of the button that shows and hides them. */
  readonly reveal?: { readonly show: string; readonly hide: string };
  readonly inputRef?: Ref<TextInput>;
}

function boxStyle(theme: SupTheme, state: { focused: boolean; failed: boolean; height: number }) {
  const strong = state.focused || state.failed;
  const calm = state.focused ? theme.colors.primary : theme.colors.outline;
  return {
    minHeight: state.height,
    borderRadius: 12,
    borderWidth: strong ? 2 : 1,
    borderColor: state.failed ? theme.chat.danger : calm,
    paddingHorizontal: strong ? 13 : 14,
    backgroundColor: theme.colors.surface,
    flexDirection: 'row',
    alignItems: 'center',
    gap: 10,
  } as const;
}

/** A field with its own label above and its error below. */
export function TextField(props: TextFieldProps) {
  const { label, error, hint, prefix, labelEnd, height = 48, reveal, inputRef, ...input } = props;
  const theme = useTheme();
  const noteId = useId();
  const [focused, setFocused] = useState(false);
  const [shown, setShown] = useState(false);
  const failed = error !== undefined;
  const note = error ?? hint;
  return (
    <View>
      <View style={{ flexDirection: 'row', justifyContent: 'space-between', marginBottom: 6 }}>
        <Txt type="labelLarge" style={{ fontSize: 13, lineHeight: 18 }}>
          {label}
        </Txt>
        {labelEnd}
      </View>
      <View style={boxStyle(theme, { focused, failed, height })}>
        {prefix ? (
          <Txt color={theme.colors.onSurfaceVariant} style={{ fontSize: 15 }} aria-hidden>
            {prefix}
          </Txt>
        ) : null}
        <TextInput
          {...fieldDirection(input.value)}
          {...input}
          ref={inputRef}
          aria-label={label}
          {...webProps({ dataSet: { focus: 'field' } })}
          {...(note ? { 'aria-describedby': noteId } : {})}
          {...(failed ? { 'aria-invalid': true } : {})}
          secureTextEntry={reveal !== undefined && !shown}
          placeholderTextColor={theme.chat.placeholder}
          selectionColor={theme.colors.primary}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          style={[
            theme.type.bodyLarge,
            { flex: 1, minWidth: 0, fontSize: 15, lineHeight: 22, color: theme.colors.onSurface },
            input.multiline ? { paddingVertical: 11 } : { paddingVertical: 0, height: height - 4 },
            webStyle({ outlineStyle: 'none', resize: 'none', caretColor: theme.colors.primary }),
          ]}
        />
        {failed && !reveal ? <SupIcon name="alert" size={20} color={theme.chat.danger} /> : null}
        {reveal ? (
          <IconButton
            icon="eye"
            label={shown ? reveal.hide : reveal.show}
            selected={shown}
            size={36}
            onPress={() => setShown(!shown)}
            style={{ marginEnd: -8 }}
          />
        ) : null}
      </View>
      {note ? <Note id={noteId} text={note} failed={failed} /> : null}
    </View>
  );
}

function Note({ id, text, failed }: { id: string; text: string; failed: boolean }) {
  const theme = useTheme();
  return (
    <View style={{ marginTop: 6 }} {...(failed ? { role: 'alert' } : {})}>
      <Txt
        nativeID={id}
        color={failed ? theme.chat.danger : theme.colors.onSurfaceVariant}
        style={{ fontSize: 13, lineHeight: 18 }}
      >
        {text}
      </Txt>
    </View>
  );
}
