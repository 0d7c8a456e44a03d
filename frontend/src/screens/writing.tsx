import type { UserId } from '@sup/protocol';
import { limits, parseMarkup, plainText } from '@sup/protocol/wire';
import type * as Sdk from '@sup/sdk';
import { useNameable } from '../client/use-nameable';
import { useWritingBlock } from '../client/use-writing-block';
import { Composer } from '../components/conversation/composer';
import type { ComposerMode } from '../components/conversation/composer-mode';
import { SelectionBar } from '../components/conversation/selection-bar';
import type { Calling } from '../model/mentioned';
import type { MessageItem, TimelineItem } from '../model/types';
import { useSettings } from '../stores/settings';
import type { Me, Mode } from './use-conversation-state';
import { useMassMention } from './use-mass-mention';
import type { useMover } from './use-mover';
import { useSendLater } from './use-send-later';
import { useSlash } from './use-slash';

/** What writing needs of the conversation or thread that is shown. */
export interface WritingState extends ReturnType<typeof useMover> {
  readonly mode: Mode;
  readonly setMode: (mode: Mode) => void;
  readonly timeline: readonly TimelineItem[];
  readonly suggestion: { readonly text: string; readonly at: number } | undefined;
  readonly suggest: (text: string) => void;
  /** Ends what was marked unread. */
  readonly readOn: () => void;
  readonly edit: (item: MessageItem) => void;
}

export interface WritingProps {
  readonly room: Sdk.Room;
  /** Set where replies of a thread are written. */
  readonly thread?: Sdk.Thread | undefined;
  readonly snapshot: Sdk.RoomSnapshot;
  readonly state: WritingState;
  readonly me: Me;
  readonly name: string;
  readonly fieldId?: string;
  readonly offline: boolean;
  /** Asks for a question to ask here. */
  readonly onAsk: () => void;
  /** Asks whether to leave the room; in a thread there is no such command. */
  readonly askLeave?: () => void;
}

/** Under a conversation or a thread: the composer, or what to do with the messages that are chosen. */
export function Writing(props: WritingProps) {
  const { selection, mover } = props.state;
  if (!selection.ids || !mover) return <Write {...props} />;
  const { items, end } = selection;
  return <SelectionBar count={items.length} onMove={() => mover.move(items)} onEnd={end} />;
}

function Write(props: WritingProps) {
  const { room, thread, snapshot, state, me, name, fieldId, offline, askLeave } = props;
  const place = thread ?? room;
  const { mode, setMode } = state;
  const { enterSends } = useSettings();
  const readOnly = useWritingBlock(snapshot);
  const nameable = useNameable(snapshot, { inThread: thread !== undefined });
  const replyTo = mode.kind === 'reply' ? mode.id : undefined;
  const done = () => {
    place.setDraft({ text: '' });
    setMode({ kind: 'write' });
    state.suggest('');
  };
  const later = useSendLater({ snapshot, me: me.id, done });
  const { say, putOff: putOffText, saveEdit, question } = useSaying(props, later.putOff);
  const slash = useSlash({ room, snapshot, askLeave, send: say, done });
  const send = (typed: string): boolean => {
    const text = slash.read(typed, 'now');
    if (text !== undefined) say(text);
    return text !== undefined;
  };
  const putOff = (typed: string) => {
    const text = slash.read(typed, 'later');
    if (text !== undefined) putOffText(text);
  };
  const keepDraft = (text: string) => {
    slash.changed(text);
    place.setDraft(replyTo ? { text, replyTo } : { text });
    if (!text && !thread) room.stopTyping();
  };
  return (
    <>
      <Composer
        {...(fieldId === undefined ? {} : { fieldId })}
        roomName={name}
        mode={composerMode(mode)}
        draft={place.draft()?.text ?? ''}
        textMax={limits.bodyCodePointsMax}
        enterSends={enterSends}
        offline={offline}
        readOnly={readOnly}
        waitUntil={snapshot.nextSendAt}
        suggestion={state.suggestion}
        completions={(sign) => (sign === '/' ? slash.completions : nameable(sign))}
        slash={slash.line}
        onDraft={keepDraft}
        // Who types is told of rooms only.
        onTyping={() => (thread ? undefined : room.typing())}
        onSend={send}
        onLater={putOff}
        onAsk={props.onAsk}
        onSaveEdit={(_id, text) => saveEdit(text)}
        onCancelMode={() => {
          if (mode.kind === 'reply') place.setDraft({ text: place.draft()?.text ?? '' });
          setMode({ kind: 'write' });
        }}
        onEditLast={() => editLast(state)}
      />
      {question}
      {later.question}
    </>
  );
}

/** Sending, putting off and saving what was edited, once somebody is sure whom it calls. */
function useSaying(
  { room, thread, snapshot, state }: WritingProps,
  putOff: ReturnType<typeof useSendLater>['putOff'],
) {
  const { mode, setMode } = state;
  const { undoSeconds } = useSettings();
  const { whenSure, question } = useMassMention(room, snapshot, { inThread: thread !== undefined });
  const replyTo = mode.kind === 'reply' ? mode.id : undefined;
  const say = (text: string) =>
    whenSure(
      text,
      (calling) => {
        const options = {
          holdMs: undoSeconds * 1_000,
          ...(replyTo ? { replyTo } : {}),
          ...calledBy(calling),
        };
        (thread ?? room).send(text, options);
        if (!thread) room.stopTyping();
        state.readOn();
        setMode({ kind: 'write' });
      },
      { putBack: () => state.suggest(text) },
    );
  const putOffText = (text: string) => {
    const place = { room: room.id, ...(thread ? { thread: thread.id } : {}) };
    whenSure(text, (calling) => putOff({ ...place, text, replyTo, ...calledBy(calling) }), {
      putBack: () => state.suggest(text),
    });
  };
  const saveEdit = (text: string) => {
    if (mode.kind !== 'edit' || text === mode.item.body) return setMode({ kind: 'write' });
    whenSure(
      text,
      (calling) => {
        room.edit(mode.id, text, calledBy(calling));
        setMode({ kind: 'write' });
      },
      // What is being edited stays in the field.
      { before: mode.item.audience, putBack: () => undefined },
    );
  };
  return { say, putOff: putOffText, saveEdit, question };
}

/** What of a calling a message says. */
function calledBy({ mentions, audience }: Calling<UserId>) {
  return { ...(mentions.length > 0 && { mentions }), ...(audience.length > 0 && { audience }) };
}

function editLast({ timeline, edit }: WritingState): void {
  const last = timeline.findLast(
    (item) => item.kind === 'message' && item.mine && !item.deleted && item.seq !== undefined,
  );
  if (last?.kind === 'message') edit(last);
}

function composerMode(mode: Mode): ComposerMode {
  if (mode.kind === 'write') return mode;
  if (mode.kind === 'reply') {
    return { kind: 'reply', name: mode.item.byName, text: plainText(parseMarkup(mode.item.body)) };
  }
  return { kind: 'edit', id: mode.id, body: mode.item.body, text: mode.text };
}
