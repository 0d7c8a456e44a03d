import {
  DoNotDisturb,
  Keywords,
  Levels,
  type MessageId,
  type MessageView,
  Mute,
  meantAs,
  type RoomId,
  type RoomKind,
  RoomLevel,
  stateKey,
  type UserId,
} from '@sup/protocol';
import type * as z from 'zod/mini';
import { isQuietTime } from './do-not-disturb.ts';
import type { Facts } from './facts.ts';
import { keywordIn } from './keywords.ts';
import type { NotificationsParts } from './notifications-parts.ts';

interface Ask {
  readonly room: RoomId;
  readonly message: MessageId;
  readonly user: UserId;
}

/** What a person has set, as far as it is about one room. */
interface OwnSettings {
  readonly level: RoomLevel | undefined;
  readonly levels: Levels | undefined;
  readonly mute: Mute | undefined;
  readonly doNotDisturb: DoNotDisturb | undefined;
  readonly keywords: Keywords | undefined;
}

/** The facts of one message and one person; throws where the person may not see the message. */
export async function gather(parts: NotificationsParts, { room, message: id, user }: Ask): Promise<Facts> {
  const waiting = await parts.contacts.waiting(user, { room, message: id });
  const { message } = waiting ?? (await parts.messages.get({ user }, { room, message: id }));
  const { by, at, thread } = message;
  const [settings, row, member, isBlocked, isFollowed] = await Promise.all([
    settingsOf(parts, user, room),
    parts.rooms.room(room),
    parts.rooms.membership(room, user),
    parts.users.blocks(user, by),
    thread !== undefined && parts.threads.follows(user, room, thread),
  ]);
  return {
    isMine: by === user,
    isDeleted: message.deletedAt !== undefined,
    isBlocked,
    isWaiting: waiting !== undefined,
    setting: settings.level
      ? { level: settings.level.level, isUsual: false }
      : { level: settings.levels?.[levelKind(row?.info.kind)] ?? 'all', isUsual: true },
    mute: muteAt(settings.mute, at),
    isQuietTime: isQuietTime(settings.doNotDisturb, at),
    isNamed: message.mentions?.includes(user) ?? false,
    // A reply calls of its audience those who follow the thread (R236).
    calledAs: member && (thread === undefined || isFollowed) ? meantAs(message, member) : undefined,
    keyword: keywordOf(message, settings.keywords),
    ...(thread !== undefined && { thread: isFollowed ? 'followed' : 'not-followed' }),
    isActive: parts.presence.wasLooking(user, at),
  };
}

/** A mute of level `all` mutes nothing. */
function muteAt(mute: Mute | undefined, at: number): Facts['mute'] {
  if (!mute || mute.level === 'all') return undefined;
  const { level, until } = mute;
  return until !== undefined && until <= at ? undefined : { level, until };
}

/** Only a text that the server can read has words. */
function keywordOf({ body, encoding }: MessageView, keywords: Keywords | undefined): string | undefined {
  if (body === null || encoding !== 'text' || !keywords) return undefined;
  return keywordIn(body, keywords.words);
}

async function settingsOf(
  { ownStream }: NotificationsParts,
  user: UserId,
  room: RoomId,
): Promise<OwnSettings> {
  const keys = {
    level: stateKey.level(room),
    levels: stateKey.levels(),
    mute: stateKey.mute(room),
    doNotDisturb: stateKey.doNotDisturb(),
    keywords: stateKey.keywords(),
  };
  const items = await ownStream.get(user, Object.values(keys));
  const values = new Map(items.map(({ key, value }) => [key, value]));
  return {
    level: read(RoomLevel, values.get(keys.level)),
    levels: read(Levels, values.get(keys.levels)),
    mute: read(Mute, values.get(keys.mute)),
    doNotDisturb: read(DoNotDisturb, values.get(keys.doNotDisturb)),
    keywords: read(Keywords, values.get(keys.keywords)),
  };
}

/** What is absent, or was written by a version that had other values, sets nothing. */
function read<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> | undefined {
  return schema.safeParse(value).data;
}

/** What a person chose for this kind; nothing is said in a space, so there is none for it. */
function levelKind(kind: RoomKind = 'group'): keyof Levels {
  return kind === 'space' ? 'group' : kind;
}
