import { SupError } from '@sup/protocol';
import { mustBeAllowed, mustBeThere } from '../log/index.ts';
import type { HooksState, Place } from './hooks-parts.ts';

/** Throws room-not-found, room-kind or forbidden. */
export async function mustManage({ roomIndex }: HooksState, { room, by }: Place): Promise<void> {
  const [row, membership] = await Promise.all([roomIndex.room(room), roomIndex.membership(room, by.user)]);
  if (!row || !membership) throw new SupError('room-not-found');
  mustBeThere(row.info, by.user);
  mustBeAllowed(row, membership.role, 'change-room');
}
