// From what the sdk knows to what the components show: names put to ids, system entries put to events.
import type { Presence as PresenceView, SystemEntry, UserId, UserView } from '@sup/protocol';
import { previewText } from '@sup/protocol/wire';
import type * as Sdk from '@sup/sdk';
import { levelNow } from '@sup/sdk';
import type {
  Connection,
  KeptLine,
  LastMessage,
  MarkShown,
  MessageItem,
  Person,
  PollShown,
  Quote,
  RoomSummary,
  SystemItem,
  ThreadSummary,
  TimelineItem,
} from '../model/types';

/** Names and presence as far as they are known here. */
export interface People {
  readonly user: (id: UserId) => UserView | undefined;
  readonly presence: (id: UserId) => PresenceView | undefined;
}

/** Whoever is not known yet has a short dash for a name, until the sdk has asked. */
const unknownName = '–';

function nameOf(people: People, id: UserId): string {
  return people.user(id)?.name ?? unknownName;
}

/** Somebody without an account, as long as they are here: later their name says so. */
function isGuest(people: People, id: UserId): boolean {
  const user = people.user(id);
  return user?.guest !== undefined && !user.deleted;
}

/** A person with the presence that is known. */
export function personOf(user: UserView, presence: PresenceView | undefined): Person {
  return {
    id: user.id,
    name: user.name,
    handle: user.handle,
    presence: presence?.status ?? 'offline',
    ...(presence?.lastSeenAt === undefined ? {} : { lastSeenAt: presence.lastSeenAt }),
    ...(user.about === undefined ? {} : { about: user.about }),
    ...(user.guest && !user.deleted ? { guestUntil: user.guest.until } : {}),
  };
}

function lastMessageOf(last: NonNullable<Sdk.RoomSummary['last']>, people: People): LastMessage {
  return {
    byName: nameOf(people, last.by),
    mine: last.mine,
    text: previewText(last.text ?? ''),
    at: last.at,
    deleted: last.text === null,
    ...(last.mine && last.status ? { state: last.status } : {}),
  };
}

/** A row of the list. */
export function roomSummaryOf(room: Sdk.RoomSummary, people: People): RoomSummary {
  const { last, peer, draft } = room;
  const level = levelNow(room, Date.now());
  const failedText = last?.status === 'failed' ? previewText(last.text ?? '') : '';
  return {
    id: room.id,
    kind: room.kind,
    name: room.name,
    lastActivityAt: room.at,
    unread: room.unread,
    mentions: room.mentions,
    muted: level !== 'all',
    silent: level === 'nothing',
    pinned: room.pinned,
    // Put away by me, or closed for everyone: both stand apart.
    archived: room.putAway || room.archived,
    ...(room.deletesAt === undefined ? {} : { deletesAt: room.deletesAt }),
    typing: room.typing.map((id) => nameOf(people, id)),
    ...(peer ? { peer: personOf(peer, people.presence(peer.id)) } : {}),
    ...(last ? { lastMessage: lastMessageOf(last, people) } : {}),
    ...(draft?.text ? { draft: draft.text } : {}),
    ...(room.failed > 0 ? { failed: failedText } : {}),
  };
}

function quoteOf(quoted: Sdk.Quoted, people: People, me: UserId): Quote {
  return {
    id: quoted.id,
    seq: quoted.seq,
    by: quoted.by,
    byName: nameOf(people, quoted.by),
    mine: quoted.by === me,
    text: previewText(quoted.text ?? ''),
  };
}

function threadOf(
  { lastRepliers, ...summary }: NonNullable<Sdk.MessageItem['summary']>,
  people: People,
): ThreadSummary {
  return { ...summary, repliers: lastRepliers.map((id) => ({ id, name: nameOf(people, id) })) };
}

function messageOf(item: Sdk.MessageItem, people: People, me: UserId): MessageItem {
  return {
    kind: 'message',
    id: item.key,
    by: item.by,
    byName: nameOf(people, item.by),
    ...(isGuest(people, item.by) ? { byRole: 'guest' } : {}),
    mine: item.mine,
    at: item.at,
    body: item.body ?? '',
    edited: item.edited,
    deleted: item.deleted,
    state: item.status ?? 'sent',
    reactions: item.reactions.map(({ emoji, count, mine, users }) => ({
      emoji,
      count,
      mine,
      names: users.map((id) => nameOf(people, id)),
    })),
    ...(item.seq === undefined ? {} : { seq: item.seq }),
    ...(item.movedAway ? { movedAway: true } : {}),
    ...(item.moved ? { moved: { byName: nameOf(people, item.moved.by), at: item.moved.at } } : {}),
    ...(item.expiresAt === undefined || item.deleted ? {} : { expiresAt: item.expiresAt }),
    ...(item.quoted ? { quote: quoteOf(item.quoted, people, me) } : {}),
    ...(item.summary ? { thread: threadOf(item.summary, people) } : {}),
    ...(item.audience ? { audience: item.audience } : {}),
    ...(item.calledAs ? { calledAs: item.calledAs } : {}),
    ...(item.forwarded ? { forwarded: item.forwarded } : {}),
    ...(item.pinned ? { pinned: true } : {}),
    ...(item.mark ? { mark: markOf(item.mark, people, me) } : {}),
    ...(item.poll ? { poll: pollOf(item.poll) } : {}),
    ...(item.refusal ? { failure: item.refusal.text } : {}),
    ...(item.heldUntil ? { heldUntil: item.heldUntil } : {}),
  };
}

function pollOf(poll: Sdk.PollShown): PollShown {
  const { question, choices, votes, voters, mine, closesAt, closedAt } = poll;
  return {
    question,
    choices: choices.map((text, at) => ({
      text,
      mine: mine.includes(at),
      ...(votes && { votes: votes[at] ?? 0, share: voters ? (votes[at] ?? 0) / voters : 0 }),
    })),
    several: poll.several === true,
    anonymous: poll.anonymous === true,
    closed: closedAt !== undefined,
    ...(closesAt !== undefined && { closesAt }),
    ...(voters !== undefined && { voters }),
  };
}

function markOf({ kind, who }: NonNullable<Sdk.MessageItem['mark']>, people: People, me: UserId): MarkShown {
  return { kind, mine: who === me, ...(who === undefined ? {} : { who: nameOf(people, who) }) };
}

/** A message in a list of what the chat keeps. */
export function keptLineOf(item: Sdk.KeptItem, people: People, me: UserId): KeptLine {
  return {
    id: item.id,
    by: item.by,
    byName: nameOf(people, item.by),
    mine: item.by === me,
    at: item.at,
    text: previewText(item.text ?? ''),
    pinned: item.pinned !== undefined,
    ...(item.mark ? { mark: markOf(item.mark, people, me) } : {}),
  };
}

function changeOf(entry: Extract<SystemEntry, { kind: 'room.changed' }>, by: string): SystemItem['event'] {
  const { name, topic, settings } = entry.change;
  if (settings) return { type: 'set', by, settings };
  return name === undefined ? { type: 'topic', by, topic: topic ?? '' } : { type: 'renamed', by, name };
}

function eventOf(entry: SystemEntry, people: People): SystemItem['event'] {
  const by = nameOf(people, entry.by);
  if (entry.kind === 'room.created') {
    const { name } = entry.room;
    return name === undefined ? { type: 'created', by } : { type: 'created', by, name };
  }
  if (entry.kind === 'room.changed') return changeOf(entry, by);
  if (entry.kind === 'room.deleted') return { type: 'deleted', by };
  // Nobody is shown a room that has ended.
  if (entry.kind === 'room.restored' || entry.kind === 'room.ended') return { type: 'restored', by };
  if (entry.kind === 'messages.moved') return { type: 'moved', by, count: entry.count };
  const names = [nameOf(people, entry.user)];
  if (entry.kind === 'member.changed') return { type: 'role', by, names, role: entry.role };
  if (entry.kind === 'member.banned')
    return { type: 'banned', by, names, ...(entry.reason ? { name: entry.reason } : {}) };
  if (entry.kind === 'member.unbanned') return { type: 'unbanned', by, names };
  if (entry.kind === 'member.muted') return { type: entry.until === null ? 'unmuted' : 'muted', by, names };
  const alone = entry.user === entry.by;
  if (entry.kind === 'member.joined') return { type: alone ? 'joined' : 'added', by, names };
  return alone ? { type: 'left', by } : { type: 'removed', by, names };
}

/** An item of a conversation. */
export function timelineItemOf(item: Sdk.RoomItem, people: People, me: UserId): TimelineItem {
  if (item.kind === 'message') return messageOf(item, people, me);
  return { kind: 'system', id: item.key, seq: item.seq, at: item.at, event: eventOf(item.entry, people) };
}

/** The connection as the header and the banner tell it: silent for three seconds, in words, then with a countdown. */
export function connectionOf(snapshot: Sdk.ConnectionSnapshot, now: number): Connection {
  const quietMs = 3_000;
  const bannerMs = 8_000;
  const offlineMs = 2_000;
  if (snapshot.state === 'ready' || snapshot.state === 'idle' || snapshot.state === 'refused')
    return { status: 'online' };
  const lostMs = now - snapshot.lostAt;
  if (snapshot.state === 'offline') return { status: lostMs < offlineMs ? 'online' : 'offline' };
  if (lostMs < quietMs) return { status: 'online' };
  if (snapshot.state !== 'waiting' || lostMs < bannerMs) return { status: 'connecting' };
  return { status: 'waiting', retryInSeconds: Math.max(0, Math.ceil((snapshot.retryAt - now) / 1_000)) };
}
