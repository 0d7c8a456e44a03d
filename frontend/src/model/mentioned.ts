import { limits, mentionsIn, parseMarkup } from '@sup/protocol/wire';
import { handleKey } from './known-names';

interface Mentionable<Id> {
  readonly id: Id;
  readonly handle: string;
  /** Their role in the room; without it only a mention of everyone means them beside their own. */
  readonly role?: string;
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

/** Whether a text means all of a role or of the room, so that one must know who is in it. */
export function namesMany(text: string): boolean {
  return mentionsIn(parseMarkup(text)).some(({ of }) => of === 'everyone' || of === 'role');
}

export interface Telling<Id> {
  /** Whom the message can name, and who is notified. */
  readonly told: Id[];
  /** How many people the text means. */
  readonly meant: number;
}

/**
 * Whom a text tells: those it mentions, with all of a role or of the room where it says so. A message can name
 * `mentionsMax` people; where it means more, only those who are named themselves are told.
 */
export function tellingOf<Id>(text: string, people: readonly Mentionable<Id>[]): Telling<Id> {
  const named = mentionedIn(text, people);
  const groups = mentionsIn(parseMarkup(text)).flatMap(({ of, name }) => {
    if (of === 'everyone') return people;
    return of === 'role' ? people.filter(({ role }) => role === handleKey(name)) : [];
  });
  const all = [...new Set([...named, ...groups.map(({ id }) => id)])];
  return { told: all.length > limits.mentionsMax ? named : all, meant: all.length };
}
