// The input of a cell: valid in every part, with the ids of what the cell is about.
import type { Cell } from './given.ts';
import { given } from './given.ts';
import type { Operation } from './operations.ts';
import { type Path, type Slot, sampleOf, slotsOf, valueAt, withValue } from './samples.ts';

/** Ids that say nothing to whoever may not see what they name. People are no secret. */
const secret: ReadonlySet<string> = new Set([
  'room',
  'rooms',
  'child',
  'before',
  'message',
  'messages',
  'thread',
  'threads',
  'replyTo',
  'hook',
  'invite',
  'request',
  'session',
  'bot',
  'token',
  'schedule',
  'invocation',
]);
const open: ReadonlySet<string> = new Set(['user', 'users', 'members', 'mentions', 'who']);

/** A place for an id, and how an input gets one there. */
export interface Place {
  readonly name: string;
  readonly isItem: boolean;
  /** The room that the whole is about. */
  readonly isSubject: boolean;
  put(input: unknown, id: string, cell: Cell): unknown;
}

/** The places for ids of an operation; throws for an id of which it is not known here what it names. */
export function placesOf(operation: Operation): {
  readonly secret: readonly Place[];
  readonly open: readonly Place[];
} {
  const places = slotsOf(operation.input).map(
    ({ path, name, isItem, around }: Slot): Place => ({
      name,
      isItem,
      isSubject: path.filter((key) => key !== 'params').join() === 'room',
      put: (input, id, cell) => withValue(whole(input, around, idsOf(operation, cell)), path, id),
    }),
  );
  const hidden = given[operation.name]?.hiddenSlot;
  if (hidden)
    places.push({
      name: hidden.name,
      isItem: hidden.name === 'rooms',
      isSubject: false,
      put: (input, id) => filled(input, hidden.put(id)),
    });
  const strange = places.find(({ name }) => !secret.has(name) && !open.has(name));
  if (strange) throw new Error(`${operation.name}: what does the id "${strange.name}" name?`);
  return {
    secret: places.filter(({ name }) => secret.has(name)),
    open: places.filter(({ name }) => open.has(name)),
  };
}

/** The input with which this actor asks about what is there. */
export async function inputOf(operation: Operation, cell: Cell): Promise<unknown> {
  const sample = sampleOf(operation.input, idsOf(operation, cell));
  return filled(sample, (await given[operation.name]?.values?.(cell)) ?? []);
}

/** Ids of what is there, by what they are called. */
function idsOf({ name: operation }: Operation, { scene, cast, actor, target }: Cell) {
  const user = cast[given[operation]?.user ?? 'bystander'].id;
  return (name: string): string => {
    if (open.has(name)) return user;
    if (name === 'room' || name === 'rooms') return scene.room;
    return (target === 'own' && scene.saidBy(actor)) || scene.there;
  };
}

/** The input with everything that stands around a place. */
function whole(input: unknown, around: Slot['around'], idOf: (name: string) => string): unknown {
  return around.reduce((before, { path, schema }) => {
    if (valueAt(before, path) !== undefined) return before;
    return withValue(before, path, sampleOf(schema, idOf));
  }, input);
}

function filled(input: unknown, values: readonly (readonly [Path, unknown])[]): unknown {
  return values.reduce((before, [path, value]) => withValue(before, path, value), input);
}
