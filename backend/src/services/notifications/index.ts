import { decide } from './decide.ts';
import { gather } from './gather.ts';
import type { Notifications } from './notifications.ts';
import type { NotificationsParts } from './notifications-parts.ts';

export type { Notifications } from './notifications.ts';
export type { NotificationsParts } from './notifications-parts.ts';

/** Builds notifications. */
export function createNotifications(parts: NotificationsParts): Notifications {
  return { decide: async (ask) => decide(await gather(parts, ask)) };
}
export { threadFollows } from './thread-follows.ts';
