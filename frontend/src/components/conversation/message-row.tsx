import { memo, type ReactNode, useRef, useState } from 'react';
import { type GestureResponderEvent, Pressable, View } from 'react-native';
import { useWords } from '../../i18n';
import type { KnownNames } from '../../model/known-names';
import { isSelectable } from '../../model/selectable';
import type { GroupPlace } from '../../model/timeline-rows';
import type { MessageItem } from '../../model/types';
import { Avatar, CheckMark, focusById, type KeyPress, useTheme, webProps } from '../../ui';
import { FailedLine } from './failed-line';
import { HeldLine } from './held-line';
import type { MessageActions, Point } from './message-actions';
import { MessageBubble } from './message-bubble';
import { messageRowId } from './message-row-id';
import { MessageToolbar, type ToolbarAction, toolbarId } from './message-toolbar';
import { Reactions } from './reactions';
import { ThreadRow } from './thread-row';
import { useMessageLabel } from './use-message-label';
import { usePointed } from './use-pointed';

export interface MessageRowProps {
  readonly item: MessageItem;
  readonly place: GroupPlace;
  readonly group: boolean;
  readonly names: KnownNames;
  readonly flashing: boolean;
  readonly tabIndex: 0 | -1;
  /** Set while messages are being chosen. */
  readonly choice?:
    | { readonly selected: boolean; readonly onToggle: (item: MessageItem, range: boolean) => void }
    | undefined;
  readonly actions: MessageActions;
  readonly onMenu: (item: MessageItem, at: Point) => void;
  readonly onPicker: (item: MessageItem, at: Point) => void;
  readonly onKey: (item: MessageItem, event: KeyPress) => void;
}

const columnMax = 860;
const toolbarRoom = 140;

/** A message in the column: it answers to pointer, keyboard and long press, and shows its toolbar meanwhile. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { item, place, tabIndex, choice } = props;
  const { moves } = useWords();
  const label = useMessageLabel(item);
  const theme = useTheme();
  const mobile = theme.densityName === 'mobile';
  const padding = mobile ? 10 : 16;
  const bubble = useRef<View>(null);
  const column = useRef(columnMax);
  const [over, setOver] = useState(false);
  const [pointed, setPointed] = usePointed();
  const [focused, setFocused] = useState(false);
  const first = place === 'first' || place === 'single';
  const active = !mobile && !choice && (pointed || focused);
  const activate = (set: (on: boolean) => void) => () => {
    bubble.current?.measure((...[, , width]) => setOver(width + 40 + toolbarRoom > column.current));
    set(true);
  };
  const onKeyDown = (event: KeyPress) => {
    if (event.target !== event.currentTarget) return;
    if (event.key !== 'ArrowRight') {
      props.onKey(item, event);
      return;
    }
    event.preventDefault();
    focusById(toolbarId(item.id));
  };
  return (
    <View
      nativeID={messageRowId(item.id)}
      role="article"
      aria-label={choice?.selected ? `${label}, ${moves.isSelected}` : label}
      tabIndex={tabIndex}
      onFocus={activate(setFocused)}
      onBlur={() => setFocused(false)}
      onLayout={(event) => {
        column.current = Math.min(columnMax, event.nativeEvent.layout.width - padding * 2);
      }}
      {...webProps({
        dataSet: { focus: 'inside' },
        onKeyDown,
        onMouseEnter: activate(setPointed),
        onMouseLeave: () => setPointed(false),
        onContextMenu: (event) => {
          if (item.deleted || choice) return;
          event.preventDefault();
          props.onMenu(item, { x: event.nativeEvent.clientX, y: event.nativeEvent.clientY });
        },
      })}
      style={{
        marginTop: first ? theme.density.messageGapNewGroup : theme.density.messageGapSameGroup,
        width: '100%',
        maxWidth: columnMax + 32,
        alignSelf: 'center',
        paddingHorizontal: padding,
        borderRadius: 8,
        backgroundColor: choice?.selected ? theme.chat.hover : 'transparent',
      }}
    >
      <MessageBody {...props} bubble={bubble} tools={active ? { over } : undefined} />
      {choice ? <ChoiceCover item={item} label={label} choice={choice} /> : null}
    </View>
  );
});

interface ChoiceCoverProps {
  readonly item: MessageItem;
  readonly label: string;
  readonly choice: NonNullable<MessageRowProps['choice']>;
}

/** Lies over a message while some are being chosen, so that a press anywhere on it chooses it. */
function ChoiceCover({ item, label, choice: { selected, onToggle } }: ChoiceCoverProps) {
  if (!isSelectable(item)) return null;
  return (
    <Pressable
      role="checkbox"
      aria-checked={selected}
      aria-label={label}
      tabIndex={-1}
      onPress={({ nativeEvent }) =>
        onToggle(item, 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true)
      }
      style={{
        position: 'absolute',
        inset: 0,
        paddingHorizontal: 12,
        justifyContent: 'center',
        alignItems: item.mine ? 'flex-start' : 'flex-end',
      }}
    >
      <CheckMark checked={selected} />
    </Pressable>
  );
}

interface MessageBodyProps extends MessageRowProps {
  readonly bubble: React.RefObject<View | null>;
  readonly tools: { readonly over: boolean } | undefined;
}

function MessageBody(props: MessageBodyProps) {
  const { item, place, group, actions, bubble, tools } = props;
  const theme = useTheme();
  const mobile = theme.densityName === 'mobile';
  const side = item.mine ? 'flex-end' : 'flex-start';
  const withAvatar = group && !item.mine;
  const stored = item.seq !== undefined && !item.deleted && item.state !== 'failed';
  const onTool = (action: ToolbarAction, at: Point) => {
    if (action === 'reply') actions.onReply(item);
    else if (action === 'react') props.onPicker(item, at);
    else props.onMenu(item, at);
  };
  return (
    <>
      <View style={{ flexDirection: 'row', alignItems: 'flex-end', justifyContent: side }}>
        {withAvatar ? <AvatarSlot item={item} place={place} onPerson={actions.onPerson} /> : null}
        <View ref={bubble} style={{ maxWidth: mobile ? '84%' : '78%' }}>
          <Held
            onHold={
              mobile && !item.deleted && !props.choice
                ? (event) => props.onMenu(item, { x: event.nativeEvent.pageX, y: event.nativeEvent.pageY })
                : undefined
            }
          >
            <MessageBubble
              item={item}
              place={place}
              showName={withAvatar && (place === 'first' || place === 'single')}
              names={props.names}
              flashing={props.flashing}
              actions={actions}
              onQuote={() => actions.onQuote(item)}
              onPerson={actions.onPerson}
              onRoom={actions.onRoom}
            />
          </Held>
          {tools && stored ? (
            <MessageToolbar id={item.id} mine={item.mine} over={tools.over} onAction={onTool} />
          ) : null}
        </View>
      </View>
      <View style={{ alignItems: side, paddingStart: withAvatar ? theme.density.messageAvatar + 8 : 0 }}>
        {item.reactions.length > 0 && !item.deleted ? (
          <Reactions
            reactions={item.reactions}
            onToggle={(emoji) => actions.onReact(item, emoji)}
            onMore={() => bubble.current?.measureInWindow((x, y) => props.onPicker(item, { x, y }))}
          />
        ) : null}
        {item.thread && actions.onThread ? (
          <ThreadRow thread={item.thread} onPress={() => actions.onThread?.(item)} />
        ) : null}
        {item.state === 'failed' ? <FailedLine item={item} actions={actions} /> : null}
        {item.heldUntil ? <HeldLine item={item} actions={actions} /> : null}
      </View>
    </>
  );
}

interface HeldProps {
  readonly onHold: ((event: GestureResponderEvent) => void) | undefined;
  readonly children: ReactNode;
}

/** Answers to a long press where there is one. A disabled Pressable instead would tell that all inside it is disabled. */
function Held({ onHold, children }: HeldProps) {
  if (!onHold) return <View>{children}</View>;
  return (
    <Pressable tabIndex={-1} onLongPress={onHold} style={{ cursor: 'auto' }}>
      {children}
    </Pressable>
  );
}

interface AvatarSlotProps {
  readonly item: MessageItem;
  readonly place: GroupPlace;
  readonly onPerson: (id: string) => void;
}

/** The avatar stands at the last message of a group; the others keep its room. */
function AvatarSlot({ item, place, onPerson }: AvatarSlotProps) {
  const size = useTheme().density.messageAvatar;
  return (
    <View style={{ width: size, marginEnd: 8 }}>
      {place === 'last' || place === 'single' ? (
        <Pressable tabIndex={-1} aria-hidden onPress={() => onPerson(item.by)}>
          <Avatar id={item.by} name={item.byName} size={size} />
        </Pressable>
      ) : null}
    </View>
  );
}
