// What a declared policy means for somebody: told apart from how the server decides it.
import { lowestRole, type Right, rankOf } from '@sup/protocol';
import { kindOf, namesRoom, type Operation } from './operations.ts';
import type { Actor } from './people.ts';

/** `allowed`, the code of the refusal, or that what is named is answered as if it were not there. */
export type Expected =
  | 'allowed'
  | 'not-signed-in'
  | 'forbidden'
  | 'room-not-found'
  | 'muted'
  | 'as-if-not-there';

/** Whether what is acted upon is the actor's own. */
export type Target = 'own' | 'theirs';

/** What happens to somebody who asks for what is there, in a channel or space that has changed no rights. */
export function expected(operation: Operation, actor: Actor, target: Target): Expected {
  const { who } = operation;
  if (who.includes('anyone')) return 'allowed';
  if (actor.token === undefined) return 'not-signed-in';
  if (isBarred(operation, actor)) return 'forbidden';
  return namesRoom(operation) ? inRoom(operation, actor, target) : atLarge(operation, actor, target);
}

/** Whether it is a bot whose token does not allow that at all, wherever, or a guest by a link, for whom it is not. */
export function isBarred({ bot, guest }: Operation, { scope, isGuest }: Actor): boolean {
  return (scope !== undefined && !(bot && scope[bot])) || (isGuest === true && !guest);
}

function atLarge({ who }: Operation, actor: Actor, target: Target): Expected {
  if (who.includes('user')) return 'allowed';
  if (who.includes('admin') && actor.isAdministrator) return 'allowed';
  if (!who.includes('own')) return 'forbidden';
  return target === 'own' ? 'allowed' : 'as-if-not-there';
}

function inRoom(operation: Operation, actor: Actor, target: Target): Expected {
  const { who } = operation;
  // Whom a ban keeps out is answered as a stranger is where there is no such room (R93).
  if (who.includes('visitor')) return actor.name === 'banned' ? 'as-if-not-there' : 'allowed';
  const { role } = actor;
  if (role === undefined) return 'room-not-found';
  const rightsHere = who.flatMap((word) =>
    word.startsWith('right:') ? [word.slice('right:'.length) as Right] : [],
  );
  const mayBy = (right: Right): boolean => {
    const lowest = lowestRole(kindOf(operation), undefined, right);
    return lowest !== undefined && rankOf(role) >= rankOf(lowest);
  };
  const isOwn =
    target === 'own' && who.some((word) => word === 'author' || word === 'editor' || word === 'own');
  const isAllowed =
    isOwn || who.includes('member') || (who.includes('owner') && role === 'owner') || rightsHere.some(mayBy);
  // Whether one may write at all is looked at before one's right to, but after whose message it is.
  if (actor.isMuted && (rightsHere.some(isOfWriters) || (isAllowed && who.includes('editor'))))
    return 'muted';
  if (isAllowed) return 'allowed';
  return who.includes('own') ? 'as-if-not-there' : 'forbidden';
}

/** What R94 forbids to the muted. */
const isOfWriters = (right: Right): boolean => ['send', 'react', 'pin', 'mark', 'forward'].includes(right);

/** Targets that make a difference by the policy. */
export function targetsOf({ who }: Operation): readonly Target[] {
  const isAboutOwn = who.some((word) => word === 'author' || word === 'editor' || word === 'own');
  return isAboutOwn ? ['own', 'theirs'] : ['theirs'];
}
