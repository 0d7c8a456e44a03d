import { stateKey } from '@sup/protocol';
import * as z from 'zod/mini';
import type { NotificationsParts } from './notifications-parts.ts';

const Follow = z.object({ on: z.boolean() });

/** Who follows which thread, as their own streams say it. */
export function threadFollows(ownStream: NotificationsParts['ownStream']): NotificationsParts['threads'] {
  return {
    async follows(user, room, thread) {
      const [item] = await ownStream.get(user, [stateKey.follow(room, thread)]);
      return Follow.safeParse(item?.value).data?.on ?? false;
    },
  };
}
