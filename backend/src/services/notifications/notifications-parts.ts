// The ports of notifications: what it has to ask others about one message and one person.
import type { MessageId, MessageView, RoomId, RoomKind, Standing, StateItem, UserId } from '@sup/protocol';

export interface NotificationsParts {
  readonly messages: {
    /** The message as the person may see it; throws room-not-found or message-not-found. */
    get(
      by: { readonly user: UserId },
      ask: { room: RoomId; message: MessageId },
    ): Promise<{ message: MessageView }>;
  };
  readonly contacts: {
    /** The message, if the room waits to be accepted by the person and the message is one they can look at there. */
    waiting(
      user: UserId,
      ask: { room: RoomId; message: MessageId },
    ): Promise<{ message: MessageView } | undefined>;
  };
  readonly rooms: {
    room(room: RoomId): Promise<{ readonly info: { readonly kind: RoomKind } } | undefined>;
    membership(room: RoomId, user: UserId): Promise<Standing | undefined>;
  };
  readonly users: {
    /** True if `user` blocks `other`. */
    blocks(user: UserId, other: UserId): Promise<boolean>;
  };
  readonly ownStream: {
    /** Keys of a person's own stream; those that were never written are absent. */
    get(user: UserId, keys: readonly string[]): Promise<readonly StateItem[]>;
  };
  readonly threads: {
    /** True if a person follows the thread that grew from this message. */
    follows(user: UserId, room: RoomId, thread: MessageId): Promise<boolean>;
  };
  readonly presence: {
    /** True if a person was looking at a device at that moment; undefined where it is not known any more. */
    wasLooking(user: UserId, at: number): boolean | undefined;
  };
}
