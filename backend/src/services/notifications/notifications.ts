// The door of notifications: whoever notifies people asks here first, and so does who wants to know why.
import type { MessageId, NotificationView, RoomId, UserId } from '@sup/protocol';

export interface Notifications {
  /**
   * Whether a message notifies a person, and the rule that decides. Settings count as they are now; mute, schedule and
   * being active are looked at for the moment of the message. Throws room-not-found or message-not-found where the
   * person may not see it.
   */
  decide(ask: { room: RoomId; message: MessageId; user: UserId }): Promise<NotificationView>;
}
