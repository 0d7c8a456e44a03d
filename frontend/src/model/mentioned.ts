import type { AudienceName } from '@sup/protocol';
import { audiences, limits, mentionsIn, parseMarkup } from '@sup/protocol/wire';
import { handleKey } from './known-names';

interface Mentionable<Id> {
  readonly id: Id;
  readonly handle: string;
}

/** Whom a message calls: people by their names, and everyone or those of a role as such. */
export interface Calling<Id> {
  readonly mentions: Id[];
  readonly audience: AudienceName[];
}

/** Which of these people a text mentions, by their handles. What stands in code mentions nobody. */
export function mentionedIn<Id>(text: string, people: readonly Mentionable<Id>[]): Id[] {
  const ids = new Map(people.map(({ id, handle }) => [handleKey(handle), id]));
  const found = mentionsIn(parseMarkup(text)).flatMap(({ of, name }) => {
    const id = of === 'person' ? ids.get(handleKey(name)) : undefined;
    return id === undefined ? [] : [id];
  });
  return [...new Set(found)].slice(0, limits.mentionsMax);
}

/** Everyone, or the roles, that a text names. */
export function audienceIn(text: string): AudienceName[] {
  const names = mentionsIn(parseMarkup(text))
    .filter(({ of }) => of === 'everyone' || of === 'role')
    .map(({ name }) => handleKey(name));
  return audiences.filter((audience) => names.includes(audience));
}

interface Here<Id> {
  /** The room's other members, as far as they are known. */
  readonly others: readonly { readonly id: Id; readonly role: string }[];
  readonly otherCount: number;
}

/** How many others in a room are called. */
export function countCalled<Id>(
  { mentions, audience }: Calling<Id>,
  { others, otherCount }: Here<Id>,
): number {
  if (audience.includes('everyone')) return otherCount;
  const roles: readonly string[] = audience;
  const ofRoles = others.filter(({ role }) => roles.includes(role)).map(({ id }) => id);
  return new Set([...mentions, ...ofRoles]).size;
}
