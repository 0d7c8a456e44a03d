// What a room's settings say, without a schema library.
import type { History, RoomKind, RoomSettings } from './fields.ts';

/** The last moment that a date can have: a ban or a mute until then ends when somebody ends it. */
export const forever = 8_640_000_000_000_000;

/** The settings after a change: what it does not name stays, also among the rights. */
export function withSettings(
  before: RoomSettings | undefined,
  change: RoomSettings | undefined,
): RoomSettings | undefined {
  if (change === undefined) return before;
  const rights = { ...before?.rights, ...change.rights };
  return { ...before, ...change, ...(Object.keys(rights).length === 0 ? {} : { rights }) };
}

/** What of a room those may read who join it now (R36, R215). */
export function historyNow(room: {
  readonly history: History;
  readonly settings?: RoomSettings | undefined;
}): History {
  return room.settings?.history ?? room.history;
}

/** Whether everyone may find a room, and join it or ask to. */
export function isPublic({
  kind,
  settings,
}: {
  kind: RoomKind;
  settings?: RoomSettings | undefined;
}): boolean {
  return kind === 'channel' || (kind === 'space' && settings?.public === true);
}
