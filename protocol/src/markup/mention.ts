import { characterAt, characterBefore, isWord } from './characters.ts';
import type { Mention } from './tree.ts';

export interface MentionRead {
  readonly node: Mention;
  readonly end: number;
}

const roles: ReadonlySet<string> = new Set(['owner', 'admin', 'moderator', 'member', 'guest']);
/** Before a sign that stands for itself: in an address, a path, a colour. */
const joined = './@#+-=&%:\\';

/** `@name` or `#name`, from its sign on. Nobody can be called like a role: those handles are reserved. */
export function readMention(text: string, from: number): MentionRead | undefined {
  const before = characterBefore(text, from);
  if (before !== '' && (isWord(before) || joined.includes(before))) return undefined;
  const end = nameEnd(text, from + 1, text[from] === '@' ? '._-' : '_-');
  if (end === from + 1) return undefined;
  const name = text.slice(from + 1, end);
  return { node: { kind: 'mention', of: text[from] === '#' ? 'room' : whoIs(name), name }, end };
}

function whoIs(name: string): Mention['of'] {
  const folded = name.toLowerCase();
  if (folded === 'everyone') return 'everyone';
  return roles.has(folded) ? 'role' : 'person';
}

/** Letters and digits, with single signs between them. */
function nameEnd(text: string, from: number, between: string): number {
  let end = from;
  let at = from;
  while (at < text.length) {
    const character = characterAt(text, at);
    const isBetween = at === end && at > from && between.includes(character);
    if (!isBetween && !isWord(character)) break;
    at += character.length;
    if (!isBetween) end = at;
  }
  return end;
}

/** A mention as it was typed. */
export function mentionText({ of, name }: Mention): string {
  return of === 'room' ? `#${name}` : `@${name}`;
}

/** What one types behind `#` to name a room: `Trail map (2)` is `trail-map-2`. */
export function roomMentionName(roomName: string): string {
  return roomName
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '')
    .join('-');
}
