import { SupError, type UserId } from '@sup/protocol';
import type { RoomsParts } from './rooms-parts.ts';

/** Throws user-not-found where somebody does not exist, is-guest where they are bound to the one room they came to (R220). */
export async function mustBeFree(
  { users }: Pick<RoomsParts, 'users'>,
  people: readonly UserId[],
): Promise<void> {
  if (!(await users.exists(people))) throw new SupError('user-not-found');
  if ((await users.views(people)).some(({ guest }) => guest)) throw new SupError('is-guest');
}
