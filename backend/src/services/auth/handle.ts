import { limits, SupError } from '@sup/protocol';
import { handleKey } from '../fold.ts';
import confusables from './data/confusables.json' with { type: 'json' };

/** A handle as it is stored: shown in its folded form, so that no upper-case I passes for an l. */
export interface Handle {
  /** What people see, and what handles are compared by (R60). */
  readonly key: string;
  /** Two handles that look alike have the same one. */
  readonly skeleton: string;
}

/** Letters, marks and digits of any script, with dots, dashes and underscores between them. */
const pattern = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*([._-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*$/u;

/** Names that would let somebody speak for the server, that the client's addresses use, or that mention roles (R83). */
const reserved = new Set(
  (
    'abuse admin administrator all anyone api channel deleted everyone group guest help here host info ' +
    'localhost me member moderator nobody null official operator owner postmaster room root security server staff ' +
    'sup support system team undefined webmaster you'
  ).split(' '),
);

/** Reads a handle that somebody wants; throws handle-invalid, or handle-taken for a reserved one. */
export function readHandle(text: string): Handle {
  const key = handleKey(text);
  const length = [...key].length;
  if (length < limits.handleMin || length > limits.handleMax || !pattern.test(key)) {
    throw new SupError('handle-invalid', { fields: { handle: 'is not 2 to 32 letters, digits, . _ or -' } });
  }
  const skeleton = skeletonOf(key);
  if (reserved.has(key) || reservedSkeletons.has(skeleton)) throw new SupError('handle-taken');
  return { key, skeleton };
}

// After UTS #39: each character becomes the simplest one that looks like it. See docs/decisions for the table.
const prototypes = new Map(
  Object.entries(confusables).flatMap(([prototype, sources]) =>
    [...sources].map((source): [string, string] => [source, prototype]),
  ),
);

/** The skeleton of a folded text. */
export function skeletonOf(key: string): string {
  let skeleton = '';
  for (const character of key.normalize('NFD')) skeleton += prototypes.get(character) ?? character;
  return skeleton.normalize('NFD');
}

const reservedSkeletons: ReadonlySet<string> = new Set([...reserved].map(skeletonOf));
