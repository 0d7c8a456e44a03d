// What a forward says again: read before its turn, with the rights of who forwards in the room where it was said.
import { lowestRole, rankOf, type SendInput, SupError } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import type { Origin } from '../log/index.ts';
import type { MessagingParts } from './messaging-parts.ts';
import { mustFind } from './origins.ts';

export interface Forwarded {
  readonly body: string;
  readonly origin: Origin;
}

/**
 * The words to say again, and where they were said first. Throws as R29 says where they are not to be seen,
 * message-deleted, and forbidden where the room lets nobody of this role forward (R154).
 */
export async function mustForward(
  parts: MessagingParts,
  by: Caller,
  { forwards: from, mentions, audience }: SendInput & { forwards: Origin },
): Promise<Forwarded> {
  if (mentions) throw new SupError('invalid-input', { fields: { mentions: 'are not of a forward' } });
  if (audience) throw new SupError('invalid-input', { fields: { audience: 'is not of a forward' } });
  mustReach(by, from);
  const [{ room }, said] = await Promise.all([parts.rooms.get(by, from.room), mustFind(parts, by, from)]);
  const lowest = lowestRole(room.kind, room.settings, 'forward');
  if (lowest === undefined || rankOf(room.myRole) < rankOf(lowest)) throw new SupError('forbidden');
  // Nobody but its readers can read a body that is not text.
  if (said.encoding !== 'text' || said.body === null)
    throw new SupError('invalid-input', { fields: { forwards: 'is not text' } });
  const before = said.forwarded ? await parts.kept.origins(from.room, [from.message]) : undefined;
  return { body: said.body, origin: before?.get(from.message) ?? from };
}

/** A bot's token may be for some rooms only; those it forwards from are among them. */
function mustReach({ scope }: Caller, { room }: Origin): void {
  if (scope && (!scope.read || scope.rooms?.includes(room) === false)) throw new SupError('forbidden');
}
