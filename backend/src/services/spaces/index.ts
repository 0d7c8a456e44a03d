import { put, remove } from './arrange.ts';
import { returning } from './claims.ts';
import { directory, list } from './read.ts';
import type { Spaces } from './spaces.ts';
import type { SpacesParts } from './spaces-parts.ts';

export type { Spaces } from './spaces.ts';
export type { SpacesParts } from './spaces-parts.ts';

/** Builds spaces. */
export async function createSpaces(parts: SpacesParts): Promise<Spaces> {
  await parts.nesting.begin();
  return {
    list: (by, ask) => list(parts, by, ask),
    directory: (by, ask) => directory(parts, by, ask),
    put: (by, ask) => put(parts, by, ask),
    remove: (by, ask) => remove(parts, by, ask),
    returning: (space, write) => returning(parts, space, write),
  };
}
