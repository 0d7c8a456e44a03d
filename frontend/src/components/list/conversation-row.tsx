import { memo } from 'react';
import { Pressable, View } from 'react-native';
import { type Catalog, useWords } from '../../i18n';
import { previewOf, type RoomPreview } from '../../model/room-preview';
import { listTime, type TimeContext, untilTime } from '../../model/time';
import type { RoomSummary } from '../../model/types';
import {
  Avatar,
  Badge,
  Icon,
  linkPress,
  overlay,
  type PressState,
  type SupTheme,
  Txt,
  TypingDots,
  useTheme,
  webProps,
} from '../../ui';
import { useTimeContext } from '../clock';
import { TickMark } from '../conversation/tick-mark';

export interface ConversationRowProps {
  readonly room: RoomSummary;
  readonly selected: boolean;
  readonly showPresence: boolean;
  readonly tabIndex: 0 | -1;
  readonly onOpen: (id: string) => void;
}

/** A row is found by this id when the keyboard moves to it. */
export function rowId(roomId: string): string {
  return `room-${roomId}`;
}

/** One chat of the list with all its states: unread, mention, draft, typing, failed, muted, pinned, selected. */
export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { room, selected, tabIndex, onOpen } = props;
  const theme = useTheme();
  const { density, chat } = theme;
  const look = looks[theme.densityName];
  const preview = previewOf(room);
  const lit = selected && look.showsSelection;
  const ground = lit ? chat.selectedRow : undefined;
  return (
    <Pressable
      role="link"
      nativeID={rowId(room.id)}
      tabIndex={tabIndex}
      aria-current={selected ? 'page' : undefined}
      aria-label={useRowLabel(room, preview)}
      {...linkPress(() => onOpen(room.id))}
      {...webProps({ dataSet: { focus: 'inside', ...(tabIndex === 0 ? { paneStart: 'yes' } : {}) } })}
      style={({ hovered, pressed }: PressState) => ({
        minHeight: density.listRow,
        marginHorizontal: look.margin,
        paddingHorizontal: density.listRowPaddingX,
        borderRadius: look.radius,
        flexDirection: 'row',
        alignItems: 'center',
        gap: look.gap,
        backgroundColor: ground ?? overlay(theme, { hovered, pressed }),
        borderWidth: theme.highContrast && lit ? 1.5 : 0,
        borderColor: chat.selectedRowOutline,
      })}
    >
      <RowAvatar room={room} showPresence={props.showPresence} ring={ground ?? chat.listPane} />
      {look.lines === 1 ? (
        <OneLine room={room} lit={lit} />
      ) : (
        <TwoLines room={room} lit={lit} preview={preview} />
      )}
    </Pressable>
  );
});

const looks = {
  comfortable: { margin: 8, radius: 10, gap: 11, lines: 2, showsSelection: true },
  compact: { margin: 8, radius: 10, gap: 8, lines: 1, showsSelection: true },
  mobile: { margin: 0, radius: 0, gap: 13, lines: 2, showsSelection: false },
} as const;

function OneLine({ room, lit }: { room: RoomSummary; lit: boolean }) {
  return (
    <>
      <RowName room={room} selected={lit} />
      <RowBadges room={room} small />
    </>
  );
}

function TwoLines({ room, lit, preview }: { room: RoomSummary; lit: boolean; preview: RoomPreview }) {
  const mobile = useTheme().densityName === 'mobile';
  return (
    <View style={{ flex: 1, minWidth: 0 }}>
      <View style={{ flexDirection: 'row', alignItems: 'center', gap: 6, minHeight: mobile ? 22 : 21 }}>
        <RowName room={room} selected={lit} />
        <RowTime room={room} selected={lit} />
      </View>
      <View
        style={{
          flexDirection: 'row',
          alignItems: 'center',
          gap: 6,
          marginTop: mobile ? 2 : 1,
          minHeight: 20,
        }}
      >
        <RowPreview
          preview={preview}
          unread={room.unread > 0 && !room.muted}
          selected={lit}
          group={room.kind !== 'direct'}
        />
        <RowBadges room={room} />
      </View>
    </View>
  );
}

/** In the order in which it is seen, so that who speaks to the device can read it out; what only a mark shows comes last. */
function useRowLabel(room: RoomSummary, preview: RoomPreview): string {
  const words = useWords();
  const context = useTimeContext();
  const said = usePreviewText(preview, room.kind !== 'direct');
  return [
    room.name,
    room.lastMessage && listTime(room.lastMessage.at, context),
    said,
    room.unread > 0 && words.list.unreadCount(room.unread),
    room.mentions > 0 && words.list.mentioned,
    room.peer && words.presence[room.peer.presence],
    room.muted && words.list.muted,
    room.pinned && words.list.pinned,
  ]
    .filter(Boolean)
    .join(', ');
}

function usePreviewText(preview: RoomPreview, group: boolean): string {
  const words = useWords();
  const context = useTimeContext();
  if (preview.kind === 'typing') return typingText(preview.names, group, words.typing);
  if (preview.kind === 'failed') return `${words.list.notSent} ${preview.text}`;
  if (preview.kind === 'draft') return `${words.list.draft} ${preview.text}`;
  if (preview.kind !== 'message') return noteOf(preview, words, context);
  const lead = leadOf(preview, words.list);
  return lead ? `${lead.text} ${preview.text}` : preview.text;
}

function RowAvatar({ room, showPresence, ring }: { room: RoomSummary; showPresence: boolean; ring: string }) {
  const theme = useTheme();
  const size = theme.density.listAvatar;
  if (theme.densityName === 'compact' && room.kind !== 'direct') {
    return <Icon name="hash" size={18} color={theme.colors.onSurfaceVariant} />;
  }
  return (
    <Avatar
      id={room.peer?.id ?? room.id}
      name={room.name}
      size={size}
      shape={room.kind === 'direct' ? 'circle' : 'squircle'}
      presence={showPresence ? room.peer?.presence : undefined}
      ring={ring}
    />
  );
}

function RowName({ room, selected }: { room: RoomSummary; selected: boolean }) {
  const theme = useTheme();
  const words = useWords();
  const compact = theme.densityName === 'compact';
  const calm = room.muted ? theme.colors.onSurfaceVariant : theme.colors.onSurface;
  const ink = selected ? theme.chat.onSelectedRow : calm;
  const strong = room.unread > 0 && !room.muted;
  return (
    <View style={{ flex: 1, minWidth: 0, flexDirection: 'row', alignItems: 'center', gap: 6 }}>
      <Txt
        isolate
        type={compact ? 'listNameCompact' : 'listName'}
        color={ink}
        numberOfLines={1}
        style={[
          { flexShrink: 1, fontWeight: strong ? '600' : '500' },
          theme.densityName === 'mobile' ? mobileName(theme.textScale) : undefined,
        ]}
      >
        {room.name}
      </Txt>
      {room.muted ? (
        <View role="img" aria-label={words.list.muted}>
          <Icon name="bell-off" size={14} color={theme.colors.onSurfaceVariant} />
        </View>
      ) : null}
    </View>
  );
}

function mobileName(scale: number) {
  return { fontSize: 16 * scale, lineHeight: 22 * scale };
}

function RowTime({ room, selected }: { room: RoomSummary; selected: boolean }) {
  const theme = useTheme();
  const context = useTimeContext();
  const last = room.lastMessage;
  if (!last) return null;
  const fresh = room.unread > 0 && !room.muted;
  const calm = fresh ? theme.colors.primary : theme.colors.onSurfaceVariant;
  const ink = selected ? theme.chat.onSelectedRowVariant : calm;
  return (
    <View style={{ flexDirection: 'row', alignItems: 'center', gap: 3 }}>
      {last.mine && last.state ? <TickMark state={last.state} size={15} /> : null}
      <Txt
        type="listTime"
        color={ink}
        style={{ fontWeight: fresh ? '600' : '400', fontVariant: ['tabular-nums'] }}
        numberOfLines={1}
      >
        {listTime(last.at, context)}
      </Txt>
    </View>
  );
}

/** Where nobody's words can be shown. */
function noteOf(
  preview: Extract<RoomPreview, { kind: 'deleted' | 'ending' | 'empty' }>,
  { list, deletion }: Catalog,
  context: TimeContext,
): string {
  if (preview.kind === 'ending') return deletion.goneOn(untilTime(preview.at, context));
  return preview.kind === 'deleted' ? list.deleted : list.nothing;
}

interface RowPreviewProps {
  readonly preview: RoomPreview;
  readonly unread: boolean;
  readonly selected: boolean;
  readonly group: boolean;
}

function previewScale(theme: SupTheme) {
  return theme.densityName === 'mobile' ? { fontSize: 14.5 * theme.textScale } : undefined;
}

function RowPreview({ preview, unread, selected, group }: RowPreviewProps) {
  const theme = useTheme();
  const words = useWords();
  const context = useTimeContext();
  const { chat, colors } = theme;
  if (preview.kind === 'typing') return <TypingPreview names={preview.names} group={group} />;
  const calm = unread ? colors.onSurface : colors.onSurfaceVariant;
  const ink = selected ? chat.onSelectedRowVariant : calm;
  const scale = previewScale(theme);
  const lead = leadOf(preview, words.list);
  const leadInk = { failed: chat.danger, draft: chat.draft, message: selected ? ink : colors.onSurface };
  const text = 'text' in preview ? preview.text : noteOf(preview, words, context);
  return (
    <Txt type="listPreview" color={ink} numberOfLines={1} style={[{ flex: 1, minWidth: 0 }, scale]}>
      {lead ? (
        <Txt type="listPreview" color={leadInk[lead.kind]} style={[{ fontWeight: '500' }, scale]}>
          {lead.text}{' '}
        </Txt>
      ) : null}
      <Txt isolate type="listPreview" color={ink} style={scale}>
        {text}
      </Txt>
    </Txt>
  );
}

function typingText(names: readonly string[], group: boolean, words: Catalog['typing']): string {
  return group ? words.label(names.map((name) => name.split(' ')[0] ?? name)) : words.one;
}

function TypingPreview({ names, group }: { names: readonly string[]; group: boolean }) {
  const theme = useTheme();
  const { typing } = useWords();
  const text = typingText(names, group, typing);
  return (
    <View style={{ flex: 1, minWidth: 0, flexDirection: 'row', alignItems: 'center', gap: 4 }}>
      <Txt
        type="listPreview"
        color={theme.chat.typing}
        numberOfLines={1}
        style={[{ flexShrink: 1 }, previewScale(theme)]}
      >
        {text}
      </Txt>
      <TypingDots />
    </View>
  );
}

interface Lead {
  readonly kind: 'draft' | 'failed' | 'message';
  readonly text: string;
}

function leadOf(
  preview: RoomPreview,
  words: { draft: string; notSent: string; you: string },
): Lead | undefined {
  if (preview.kind === 'draft') return { kind: 'draft', text: words.draft };
  if (preview.kind === 'failed') return { kind: 'failed', text: words.notSent };
  if (preview.kind !== 'message' || preview.prefix === undefined) return undefined;
  return { kind: 'message', text: preview.prefix === 'you' ? words.you : `${preview.prefix.name}:` };
}

function RowBadges({ room, small }: { room: RoomSummary; small?: boolean }) {
  const words = useWords();
  const size = small ? 18 : 20;
  if (room.failed !== undefined) return <Badge kind="failed" label={words.list.failed} size={size} />;
  return (
    <>
      {room.mentions > 0 && !room.silent ? (
        <Badge kind="mention" label={words.list.mentioned} size={size} />
      ) : null}
      {room.unread > 0 ? (
        <Badge
          kind={room.muted ? 'muted' : 'unread'}
          count={room.unread}
          label={words.list.unreadCount(room.unread)}
          size={size}
        />
      ) : null}
      {room.pinned && room.unread === 0 && !small ? <PinGlyph /> : null}
    </>
  );
}

/** With very large text the pin goes first. */
function PinGlyph() {
  const theme = useTheme();
  const { list } = useWords();
  if (theme.textScale > 1.3) return null;
  return (
    <View role="img" aria-label={list.pinned} style={{ marginEnd: -3 }}>
      <Icon name="pin" size={15} color={theme.colors.onSurfaceVariant} />
    </View>
  );
}
