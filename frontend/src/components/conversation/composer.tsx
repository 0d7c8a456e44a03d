import { type RefObject, useEffect, useRef, useState } from 'react';
import { TextInput, View } from 'react-native';
import { useWords } from '../../i18n';
import { composerCommand } from '../../model/composer-key';
import {
  fieldDirection,
  type KeyPress,
  Txt,
  useAutoGrow,
  useLayout,
  useTheme,
  type WebProps,
  webProps,
  webStyle,
} from '../../ui';
import { CommandLine, type SlashLine } from './command-line';
import { CompletionList, optionId } from './completion-list';
import type { ComposerMode } from './composer-mode';
import {
  AskButton,
  ComposerFrame,
  LaterButton,
  ModeBar,
  ReadOnlyComposer,
  SendButton,
  WaitLine,
} from './composer-parts';
import { EmojiButton } from './emoji-button';
import { type Completions, type Offer, useCompletions } from './use-completions';
import { useSecondsUntil } from './use-seconds-until';

export const composerId = 'composer';

export interface ComposerProps {
  readonly roomName: string;
  /** How the field is found; by default as the room's own. */
  readonly fieldId?: string;
  readonly mode: ComposerMode;
  /** What was written here before; read once when the room opens. */
  readonly draft: string;
  /** The server's limit, in code points. */
  readonly textMax: number;
  readonly enterSends: boolean;
  readonly offline: boolean;
  /** Why one cannot write here; the composer then says so instead. */
  readonly readOnly?: string | undefined;
  /** Slow mode: when the next message may go; what is written meanwhile stays. */
  readonly waitUntil?: number | undefined;
  /** What a command may be, and why the last one was not done. */
  readonly slash?: SlashLine | undefined;
  /** What a word with a sign may become. */
  readonly completions?: Completions | undefined;
  /** Words to put in, as the empty chat offers them. */
  readonly suggestion?: { readonly text: string; readonly at: number } | undefined;
  readonly onDraft: (text: string) => void;
  readonly onTyping: () => void;
  /** False: what is written stays, because it was not taken, or not yet. */
  readonly onSend: (text: string) => boolean;
  /** Asks when it is to be sent; what is written stays until then. */
  readonly onLater?: ((text: string) => void) | undefined;
  /** Asks for a question to ask; offered while nothing is written. */
  readonly onAsk?: (() => void) | undefined;
  readonly onSaveEdit: (id: string, text: string) => void;
  readonly onCancelMode: () => void;
  readonly onEditLast: () => void;
}

const linesMax = 8;
const paneShareMax = 0.4;
/** The count of what is left shows from here on. */
const nearLimit = 500;

/** Where one writes. Enter sends (a setting), Shift+Enter breaks the line, Esc peels one layer, Up edits my last message. */
export function Composer(props: ComposerProps) {
  if (props.readOnly !== undefined) return <ReadOnlyComposer reason={props.readOnly} />;
  return <WritingComposer {...props} />;
}

/** The text in the field: mine, that of an edit while one lasts, or words that others put in. */
function useComposerText(props: ComposerProps, input: RefObject<TextInput | null>) {
  const { mode, suggestion } = props;
  const editId = mode.kind === 'edit' ? mode.id : undefined;
  const [own, setOwn] = useState(props.draft);
  const [edit, setEdit] = useState<{ readonly id: string; readonly text: string }>();
  const [suggested, setSuggested] = useState(suggestion);
  if (mode.kind === 'edit' && edit?.id !== mode.id) setEdit({ id: mode.id, text: mode.text ?? mode.body });
  if (editId === undefined && edit) setEdit(undefined);
  if (suggestion !== suggested) {
    setSuggested(suggestion);
    if (suggestion) setOwn(suggestion.text);
  }
  const wanted = mode.kind === 'write' ? suggestion?.at : `${mode.kind} ${editId ?? ''}`;
  useEffect(() => {
    if (wanted !== undefined) input.current?.focus();
  }, [wanted, input]);
  const text = edit ? edit.text : own;
  const setText = (value: string) => (edit ? setEdit({ ...edit, text: value }) : setOwn(value));
  return { text, setText };
}

function WritingComposer(props: ComposerProps) {
  const { mode } = props;
  const theme = useTheme();
  const mobile = theme.densityName === 'mobile';
  const input = useRef<TextInput>(null);
  const { text, setText } = useComposerText(props, input);
  const [focused, setFocused] = useState(false);
  const left = props.textMax - Array.from(text).length;
  const waitSeconds = useSecondsUntil(mode.kind === 'edit' ? undefined : props.waitUntil);
  const ready = text.trim().length > 0 && left >= 0 && waitSeconds === 0;
  const change = (value: string) => {
    setText(value);
    if (mode.kind === 'edit') return;
    props.onDraft(value);
    if (value) props.onTyping();
  };
  const submit = () => {
    if (!ready) return;
    if (mode.kind === 'edit') {
      props.onSaveEdit(mode.id, text.trim());
      return;
    }
    if (props.onSend(text.trim())) setText('');
  };
  const { onLater } = props;
  const putOff = onLater && mode.kind !== 'edit' ? () => ready && onLater(text.trim()) : undefined;
  const commands = {
    send: submit,
    'edit-last': props.onEditLast,
    leave: () => input.current?.blur(),
    cancel: props.onCancelMode,
  };
  const offerId = `${props.fieldId ?? composerId}-offer`;
  const { offer, onKey, onCaret, take, write } = useCompletions({
    input,
    text,
    all: props.completions,
    change,
  });
  const onKeyDown = (event: KeyPress) => {
    if (onKey(event)) return;
    const press = { ...pick(event), composing: event.nativeEvent.isComposing === true };
    const state = {
      enterSends: props.enterSends,
      touch: mobile,
      empty: text === '',
      writing: mode.kind === 'write',
    };
    const command = composerCommand(press, state);
    if (!command) return;
    event.preventDefault();
    commands[command]();
  };
  return (
    <ComposerFrame outline={focused ? theme.colors.primary : theme.chat.composerOutline}>
      {offer && focused ? <CompletionList id={offerId} offer={offer} onTake={take} /> : null}
      {mode.kind === 'write' ? null : <ModeBar mode={mode} onCancel={props.onCancelMode} />}
      {props.slash && mode.kind !== 'edit' ? <CommandLine slash={props.slash} text={text} /> : null}
      {waitSeconds > 0 ? <WaitLine seconds={waitSeconds} /> : null}
      <View
        style={{
          flexDirection: 'row',
          alignItems: 'flex-end',
          padding: mobile ? 0 : 4,
          minHeight: mobile ? 44 : 46,
        }}
      >
        <Field
          {...{ props, input, text, onKeyDown, onCaret, offerId }}
          offer={focused ? offer : undefined}
          onChange={write}
          onFocused={setFocused}
        />
        <Left left={left} />
        {text === '' && mode.kind === 'write' && props.onAsk ? <AskButton onPress={props.onAsk} /> : null}
        <EmojiButton
          onPick={(emoji) => {
            change(`${text}${emoji}`);
            input.current?.focus();
          }}
        />
        {ready && putOff ? <LaterButton onPress={putOff} /> : null}
        <SendButton ready={ready} edit={mode.kind === 'edit'} onPress={submit} onLater={putOff} />
      </View>
    </ComposerFrame>
  );
}

function pick({ key, shiftKey, ctrlKey, metaKey }: KeyPress) {
  return { key, shiftKey, ctrlKey, metaKey };
}

interface FieldProps {
  readonly props: ComposerProps;
  readonly input: RefObject<TextInput | null>;
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onFocused: (focused: boolean) => void;
  readonly onKeyDown: (event: KeyPress) => void;
  readonly onCaret: (index: number) => void;
  readonly offer: Offer | undefined;
  readonly offerId: string;
}

function Field({ props, input, text, onChange, onFocused, onKeyDown, onCaret, offer, offerId }: FieldProps) {
  const theme = useTheme();
  const words = useWords();
  const { height } = useLayout();
  const mobile = theme.densityName === 'mobile';
  const padding = mobile ? 10 : 7;
  const lineHeight = 22 * theme.textScale;
  const maxHeight = Math.min(linesMax * lineHeight + padding * 2, height * paneShareMax);
  useAutoGrow(input, text, maxHeight);
  const label = words.composer.label(props.roomName);
  return (
    <TextInput
      ref={input}
      nativeID={props.fieldId ?? composerId}
      value={text}
      multiline
      onChangeText={onChange}
      onSelectionChange={({ nativeEvent }) => onCaret(nativeEvent.selection.end)}
      onFocus={() => onFocused(true)}
      onBlur={() => onFocused(false)}
      placeholder={props.offline ? words.composer[mobile ? 'offlineShort' : 'offline'] : label}
      placeholderTextColor={theme.chat.placeholder}
      aria-label={label}
      numberOfLines={1}
      {...webProps({ dataSet: { focus: 'field' }, onKeyPress: onKeyDown })}
      {...fieldDirection(text)}
      {...webProps(offer ? offering(offer, offerId) : {})}
      style={[
        theme.type[mobile ? 'messageMobile' : 'message'],
        {
          flex: 1,
          minWidth: 0,
          lineHeight,
          paddingVertical: padding,
          paddingStart: mobile ? 16 : 12,
          paddingEnd: 4,
          maxHeight,
          color: theme.colors.onSurface,
          textAlignVertical: 'top',
        },
        webStyle({ outlineStyle: 'none', resize: 'none', caretColor: theme.colors.primary }),
      ]}
    />
  );
}

/** What tells a screen reader which of the offers is active, while the caret stays in the field. */
function offering({ active }: Offer, id: string): WebProps {
  return {
    'aria-autocomplete': 'list',
    'aria-haspopup': 'listbox',
    'aria-controls': id,
    'aria-activedescendant': optionId(id, active),
  };
}

/** How much may still be written, once it is little. */
function Left({ left }: { left: number }) {
  const { chat, colors } = useTheme();
  const words = useWords();
  if (left > nearLimit) return null;
  return (
    <Txt
      type="meta"
      role="status"
      color={left < 0 ? chat.danger : colors.onSurfaceVariant}
      style={{ padding: 10, fontVariant: ['tabular-nums'] }}
    >
      {left < 0 ? words.composer.tooLong(-left) : String(left)}
    </Txt>
  );
}
