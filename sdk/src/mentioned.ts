// Whether something that was said mentions me: by my name, or by an audience that meant me at its seq (R40, R236).
import type { Calling, RoomView, Standing, UserId } from '@sup/protocol';
import { meantAs, rolesOf, withFormerRole } from '@sup/protocol/wire';

/** Who I am in a room. */
export interface Named {
  readonly me: UserId;
  /** Undefined where the room is not known here. */
  readonly standing: Standing | undefined;
}

/** My membership of a room, as far as audiences go by it. */
export function standingOf({ myRole: role, joinedSeq, formerRoles }: RoomView): Standing {
  return { role, joinedSeq, formerRoles };
}

/** The same, where the room is known here. */
export function standingIn(log: { readonly view: RoomView } | undefined): Standing | undefined {
  return log && standingOf(log.view);
}

export function mentionsMe(
  said: Calling & { readonly mentions?: readonly UserId[] | undefined },
  { me, standing }: Named,
): boolean {
  if (said.mentions?.includes(me)) return true;
  return standing !== undefined && meantAs(said, standing) !== undefined;
}

/** My room after my role was changed by the entry at `seq`; said once more it changes nothing. */
export function withRole(view: RoomView, role: RoomView['myRole'], seq: number): RoomView {
  const standing = standingOf(view);
  const since = rolesOf(standing).at(-1)?.from ?? 0;
  return since >= seq ? view : { ...view, myRole: role, formerRoles: withFormerRole(standing, seq) };
}
