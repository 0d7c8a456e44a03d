// The door of contacts: who may simply write to whom, and the inbox for what strangers begin.
import type { Api, MessageId, MessageView, RoomId, RouteAnswer, UserId } from '@sup/protocol';
import type { Caller, Origin } from '../caller.ts';

type Answer<Route extends keyof Api['contacts']> = RouteAnswer<Api['contacts'][Route]>;

/** What rooms and messages ask. The log is the place where people are brought together; here it is decided what that means. */
export interface Acquaintance {
  /** Those of the people to whom `by` is a stranger: they are asked before the room is one of theirs (R170). Throws stranger-limit. */
  strangers(
    by: UserId,
    into: { room: RoomId; kind: 'direct' | 'group' },
    users: readonly UserId[],
  ): Promise<ReadonlySet<UserId>>;
  /** The log has them in the room now. */
  arrived(room: RoomId, users: Iterable<UserId>): void;
  /** The first message of a direct room: a request only now. */
  written(room: RoomId, peer: UserId): void;
  /** A person acts in a room of their own accord: that accepts it. Undefined where nothing waits, as far as memory knows. */
  entering(room: RoomId, user: UserId): Promise<void> | undefined;
}

export interface Contacts extends Acquaintance {
  list(by: Caller, after: string | undefined): Promise<Answer<'list'>>;
  preview(by: Caller, room: RoomId): Promise<Answer<'preview'>>;
  accept(by: Caller, room: RoomId): Promise<void>;
  decline(by: Caller, room: RoomId, ask: { block: boolean }): Promise<void>;
  report(by: Caller, room: RoomId, from: Origin): Promise<void>;
  /** A message that a person can look at in a room that waits for them; undefined for any other. */
  waiting(
    user: UserId,
    ask: { room: RoomId; message: MessageId },
  ): Promise<{ message: MessageView } | undefined>;
  /** Whom a person blocks has changed. */
  recount(user: UserId): void;
}
