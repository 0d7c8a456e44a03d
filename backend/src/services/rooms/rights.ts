import { type Api, lowestRole, type RoomId, type RouteAnswer, rights } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import { memberRow } from './room-view.ts';
import type { RoomsParts } from './rooms-parts.ts';

/** Who may do what in a room of mine. */
export async function rightsIn(
  parts: RoomsParts,
  by: Caller,
  room: RoomId,
): Promise<RouteAnswer<Api['rooms']['rights']>> {
  const { info } = await memberRow(parts, by.user, room);
  const pairs = rights.map((right) => [right, lowestRole(info.kind, info.settings, right)] as const);
  const told = Object.fromEntries(pairs.filter(([, role]) => role !== undefined));
  return { rights: told, graceDays: parts.options.roomGraceDays };
}
