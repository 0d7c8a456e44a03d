import type { Entry, MessageId, Role, RoomSettings, UserId } from '@sup/protocol';

const ranks: Readonly<Record<Role, number>> = { guest: 0, member: 1, moderator: 2, admin: 3, owner: 4 };

type Write = Extract<Entry, { kind: 'message' | 'edit' | 'reaction' | 'pin' | 'mark' }>;

const isWrite = (entry: Entry): entry is Write =>
  ['message', 'edit', 'reaction', 'pin', 'mark'].includes(entry.kind);

/** What a room forbids by what stands in its log so far, told apart from how the server decides it. */
export class Law {
  readonly members = new Map<UserId, Role>();
  readonly muted = new Set<UserId>();
  readonly #authors = new Map<MessageId, UserId>();
  readonly #deleted = new Set<MessageId>();
  readonly #away = new Set<MessageId>();
  /** When people last said something while slow mode was on. */
  readonly #saidAt = new Map<UserId, number>();
  #settings: RoomSettings = {};
  #isClosed = false;

  /** Why this entry may not stand where it stands. */
  breach(entry: Entry): string | undefined {
    if (this.#isClosed && (isWrite(entry) || entry.kind === 'delete')) return 'in a deleted room';
    if (entry.kind === 'delete') return this.#breachOfDelete(entry);
    if (!isWrite(entry)) return undefined;
    const by = entry.by as UserId;
    const role = this.members.get(by);
    if (role === undefined) return 'no member';
    if (this.#settings.archived) return 'archived';
    if (this.muted.has(by)) return 'muted';
    if (entry.kind === 'message') return this.#breachOfSend(entry, role);
    if (this.#deleted.has(entry.target)) return 'about a deleted message';
    if (this.#away.has(entry.target)) return 'about a message that is elsewhere';
    const keeps = entry.kind === 'pin' || entry.kind === 'mark';
    return keeps ? this.#breachOfKeeping(role) : undefined;
  }

  follow(entry: Entry): void {
    if (entry.kind === 'member.joined' || entry.kind === 'member.changed')
      this.members.set(entry.user, entry.role);
    if (entry.kind === 'member.left') this.members.delete(entry.user);
    if (entry.kind === 'member.muted' && entry.until === null) this.muted.delete(entry.user);
    if (entry.kind === 'member.muted' && entry.until !== null) this.muted.add(entry.user);
    if (entry.kind === 'message') this.#authors.set(entry.id, entry.by);
    if (entry.kind === 'message' && this.#settings.slowModeSeconds) this.#saidAt.set(entry.by, entry.at);
    if (entry.kind === 'delete') this.#deleted.add(entry.target);
    if (entry.kind === 'move') this.#away.add(entry.target);
    if (entry.kind === 'return') this.#away.delete(entry.target);
    this.#followRoom(entry);
  }

  #followRoom(entry: Entry): void {
    if (entry.kind === 'room.deleted') this.#isClosed = true;
    if (entry.kind === 'room.restored') this.#isClosed = false;
    if (entry.kind === 'room.changed') this.#settings = { ...this.#settings, ...entry.change.settings };
  }

  #breachOfSend(entry: Extract<Entry, { kind: 'message' }>, role: Role): string | undefined {
    const { announcement, rights, slowModeSeconds = 0 } = this.#settings;
    if (announcement && ranks[role] < ranks.moderator) return 'announcement';
    if (ranks[role] < ranks[rights?.send ?? 'guest']) return 'no right to send';
    if (entry.thread !== undefined && this.#deleted.has(entry.thread)) return 'in a deleted thread';
    if (entry.thread !== undefined && this.#away.has(entry.thread)) return 'in a thread that is elsewhere';
    const sinceMs = entry.at - (this.#saidAt.get(entry.by) ?? Number.NEGATIVE_INFINITY);
    return ranks[role] < ranks.moderator && sinceMs < slowModeSeconds * 1_000 ? 'slow mode' : undefined;
  }

  /** In a group. */
  #breachOfKeeping(role: Role): string | undefined {
    const lowest = this.#settings.announcement ? 'moderator' : 'member';
    return ranks[role] < ranks[lowest] ? 'no right to pin or mark' : undefined;
  }

  #breachOfDelete(entry: Extract<Entry, { kind: 'delete' }>): string | undefined {
    const role = this.members.get(entry.by as UserId);
    if (role === undefined) return 'no member';
    if (this.#deleted.has(entry.target)) return 'deleted twice';
    if (this.#away.has(entry.target)) return 'deleted where it is not';
    const author = this.#authors.get(entry.target);
    if (author === entry.by || role === 'owner') return undefined;
    if (ranks[role] < ranks.moderator) return 'no right to delete';
    const other = author && this.members.get(author);
    return other && ranks[other] >= ranks[role] ? 'of somebody as high' : undefined;
  }
}
