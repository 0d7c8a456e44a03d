// How rooms look to one of their members: what the index knows, with unread, receipts, preview and peer laid over it.
import {
  historyNow,
  limits,
  type RoomId,
  type RoomView,
  type Standing,
  SupError,
  sees,
  type UserId,
  type UserView,
} from '@sup/protocol';
import type { ToldReceipts } from '../cursors/cursors.ts';
import type { MemberRecord, RoomRow } from './room-index.ts';
import type { RoomsParts } from './rooms-parts.ts';

export type MemberRow = RoomRow & { readonly membership: MemberRecord };

/** Views of rooms and of the people they name. */
export async function roomViews(
  parts: RoomsParts,
  user: UserId,
  rows: readonly MemberRow[],
): Promise<{ rooms: RoomView[]; users: readonly UserView[] }> {
  const ids = rows.map((row) => row.info.id);
  const small = rows
    .filter((row) => row.memberCount <= limits.receiptRoomMembersMax)
    .map((row) => row.info.id);
  const isTold = ({ info }: MemberRow) => !info.settings?.hidesReceipts;
  const spaces = rows.filter(({ info }) => info.kind === 'space').map(({ info }) => info.id);
  const [markers, own, receipts, previews, peers, children] = await Promise.all([
    parts.cursors.markers(user, ids),
    parts.cursors.own(user, small),
    receiptsFor(parts, user, small),
    parts.history.previews(ids, user),
    peersIn(parts, user, rows),
    parts.spaces.mine(user, spaces),
  ]);
  const named = new Set<UserId>(peers.values());
  for (const preview of previews.values()) named.add(preview.by);
  const users = await parts.users.views([...named]);
  const byId = new Map(users.map((view) => [view.id, view]));

  const rooms = rows.map(async (row): Promise<RoomView> => {
    const { info, head, ordinal, deletions, memberCount, membership } = row;
    const { joinedSeq, visibleFrom, mutedUntil } = membership;
    const marker = markers.get(info.id) ?? joinedSeq;
    const counts =
      marker >= head
        ? { unread: 0, mentions: 0 }
        : await parts.history.countUnread(info.id, { ...membership, user }, marker);
    const told = isTold(row) ? receipts.get(info.id) : undefined;
    const preview = previews.get(info.id);
    const peerId = peers.get(info.id);
    const peer = peerId && byId.get(peerId);
    return {
      id: info.id,
      kind: info.kind,
      history: historyNow(info),
      createdAt: info.createdAt,
      createdBy: info.createdBy,
      memberCount,
      ...standingOf(membership),
      visibleFrom,
      head,
      ordinal,
      deletions,
      marker,
      read: Math.max(joinedSeq, own.get(info.id)?.read ?? marker),
      ...counts,
      ...(info.name !== undefined && { name: info.name }),
      ...(info.topic !== undefined && { topic: info.topic }),
      ...(info.settings !== undefined && { settings: info.settings }),
      ...(mutedUntil !== undefined && mutedUntil > parts.clock.now() && { mutedUntil }),
      ...(info.deletion && { deletesAt: info.deletion.deletesAt }),
      ...(peer && { peer }),
      ...inside(children.get(info.id)),
      // Who came back between the reads may have been shown less: it is read again below.
      ...(preview && sees(membership, preview.seq) && { preview }),
      ...(told && othersOf(told, user)),
    };
  });
  const views = await Promise.all(rooms);
  // Whoever was removed while this was read must not have what came after it (R35): then it is read again without them.
  const now = await Promise.all(rows.map(({ info }) => parts.index.membership(info.id, user)));
  const isStill = rows.every(({ membership }, at) => membership.visibleFrom === now[at]?.visibleFrom);
  if (isStill) return { rooms: views, users };
  const left = rows.flatMap((row, at) => (now[at] ? [{ ...row, membership: now[at] }] : []));
  return roomViews(parts, user, left);
}

/** What I am in a room, and have been since I joined. */
function standingOf({
  role,
  joinedSeq,
  formerRoles,
}: Standing): Pick<RoomView, 'myRole' | 'joinedSeq' | 'formerRoles'> {
  return { myRole: role, joinedSeq, ...(formerRoles && { formerRoles: [...formerRoles] }) };
}

/** The view of one room of mine; throws room-not-found. */
export async function roomView(parts: RoomsParts, user: UserId, room: RoomId): Promise<RoomView> {
  const { rooms } = await roomViews(parts, user, [await memberRow(parts, user, room)]);
  const [view] = rooms;
  if (!view) throw new SupError('room-not-found');
  return view;
}

/** A room with my membership; throws room-not-found for who is not a member (R29). */
export async function memberRow(parts: RoomsParts, user: UserId, room: RoomId): Promise<MemberRow> {
  const [row, membership] = await Promise.all([parts.index.room(room), parts.index.membership(room, user)]);
  if (!row || !membership) throw new SupError('room-not-found');
  return { ...row, membership };
}

/** Who is opposite me in direct rooms; I myself in the room with myself. */
async function peersIn(
  parts: RoomsParts,
  user: UserId,
  rows: readonly MemberRow[],
): Promise<ReadonlyMap<RoomId, UserId>> {
  const direct = rows.filter((row) => row.info.kind === 'direct');
  const pairs = direct.map(async ({ info }): Promise<[RoomId, UserId]> => {
    const members = await parts.index.memberIds(info.id);
    return [info.id, members.find((member) => member !== user) ?? user];
  });
  return new Map(await Promise.all(pairs));
}

/** What I am told; nothing while I hide mine (R160). */
async function receiptsFor(
  parts: RoomsParts,
  user: UserId,
  rooms: readonly RoomId[],
): Promise<ReadonlyMap<RoomId, ToldReceipts>> {
  return (await parts.cursors.hides(user)) ? new Map() : parts.cursors.receipts(rooms);
}

function inside(children: readonly RoomId[] | undefined): Pick<RoomView, 'children'> {
  return children ? { children: [...children] } : {};
}

function othersOf({ receipts, hiding }: ToldReceipts, user: UserId): Pick<RoomView, 'receipts' | 'hiding'> {
  const others = [...hiding].filter((member) => member !== user);
  return {
    receipts: Object.fromEntries([...receipts].filter(([member]) => member !== user)),
    ...(others.length > 0 && { hiding: others }),
  };
}
