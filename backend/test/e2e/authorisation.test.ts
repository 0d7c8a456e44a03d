// Who may do what, asked of everything there is: each route of the live OpenAPI document and each frame of the up-union,
// as each kind of person, about what is there, what is somebody else's and what never was. What has to come of it follows
// from the declared policies.
import { api, up } from '@sup/protocol';
import { newId, startServerHere } from '@sup/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, type Outcome } from '../authorisation/ask.ts';
import { type Expected, expected, isBarred, targetsOf } from '../authorisation/expected.ts';
import { type Cell, foreignAccountOf, given } from '../authorisation/given.ts';
import { inputOf, type Place, placesOf } from '../authorisation/inputs.ts';
import { frames, kindOf, liveRoutes, namesRoom, type Operation } from '../authorisation/operations.ts';
import { type Actor, type Cast, castOf, membersOf } from '../authorisation/people.ts';
import { markOf, Scene, type Things, thingsOf } from '../authorisation/scene.ts';

const sup = await startServerHere({
  settings: { SUP_RATE_LIMITS: 'off', SUP_OUTGOING_ALLOW: '127.0.0.1' },
});
const operations = [...frames(), ...(await liveRoutes(sup.url))];

let cast: Cast;
/** In a room of somebody who shares none with the actors. */
let foreign: Things & { session: string; bot: string; token: string };
/** In another room of all actors. */
let elsewhere: Things;
const cells = new Map<string, number>();
/** Those whom nobody was let do. */
const never = new Set<string>();

beforeAll(async () => {
  cast = await castOf(sup);
  foreign = { ...(await thingsOf(sup, cast.outsider, [])), ...(await foreignAccountOf(cast)) };
  const accounts = cast.actors.filter(({ isGuest }) => !isGuest);
  const everyone = new Set([...membersOf(cast), ...accounts.map(({ id }) => id)]);
  everyone.delete(cast.owner.id);
  elsewhere = await thingsOf(sup, cast.owner, [...everyone]);
});
afterAll(() => sup.stop());

const openScene = async (operation: Operation): Promise<Scene> => {
  const scene = await Scene.open(sup, cast, kindOf(operation));
  await given[operation.name]?.prepare?.({ cast, scene });
  return scene;
};

interface Asked {
  /** What is asked instead of what is there. */
  change?(input: unknown): unknown;
  /** Codes that would show that this test asks wrongly. */
  readonly impossible?: readonly string[];
}

/** Asks as the cell says, and checks what holds for every answer there is. */
async function tryIt(
  operation: Operation,
  cell: Cell,
  { change = (input) => input, impossible = ['invalid-input'] }: Asked = {},
): Promise<Outcome> {
  cells.set(operation.name, (cells.get(operation.name) ?? 0) + 1);
  const input = change(await inputOf(operation, cell));
  const asked = cell.actor.token === undefined ? undefined : await given[operation.name]?.asked?.(cell);
  const token = isBarred(operation, cell.actor) ? cell.actor.token : (asked?.token ?? cell.actor.token);
  const outcome = await ask(sup, operation, { actor: cell.actor, input, token });
  const why = whyOf(operation, cell, { outcome });
  expect(outcome.status ?? 200, why).toBeLessThan(500);
  expect(['internal', 'no code', ...impossible], why).not.toContain(outcome.code);
  if (operation.codes && outcome.code !== 'fine') expect(operation.codes, why).toContain(outcome.code);
  expect(outcome.text, why).not.toContain(markOf(foreign.room));
  const isOutside =
    cell.actor.role === undefined && !(given[operation.name]?.letsIn && outcome.code === 'fine');
  if (isOutside) expect(outcome.text, why).not.toContain(markOf(cell.scene.room));
  return outcome;
}

const whyOf = (
  { name }: Operation,
  { actor, target }: Cell,
  { outcome, what = '' }: { outcome: Outcome; what?: string },
): string => `${name} as ${actor.name}, ${target}${what && `, ${what}`}: ${outcome.text}`;

/** What is the same in two answers to questions that differ in an id alone. */
const shapeOf = ({ code, text }: Outcome) =>
  `${code} ${text.replaceAll(/[0-7][0-9a-hjkmnp-tv-z]{25}/g, '*').replaceAll(/\d+/g, '0')}`;

/** What is there, asked about by those who may not: each is told so, and nothing is written. */
async function checkRefused(
  operation: Operation,
  refused: readonly { cell: Omit<Cell, 'scene'>; what: Expected }[],
): Promise<Scene> {
  const scene = await openScene(operation);
  // What it needs is made before.
  if (refused[0]) await inputOf(operation, { ...refused[0].cell, scene });
  const before = await scene.head();
  const [subject] = placesOf(operation).secret.filter(
    ({ name }) => operation.who.includes('visitor') === (name === 'room'),
  );
  for (const { cell, what } of refused) {
    const full = { ...cell, scene };
    const outcome = await tryIt(operation, full);
    const why = whyOf(operation, full, { outcome, what });
    if (what !== 'as-if-not-there') expect(outcome.code, why).toBe(silent(operation, cell.actor) ?? what);
    else if (subject) {
      const unknown = await tryIt(operation, full, {
        change: (input) => subject.put(input, newId(), full),
      });
      expect(shapeOf(outcome), why).toBe(shapeOf(unknown));
    } else expect.unreachable(`${operation.name} names nothing that could be somebody's`);
  }
  expect(await scene.head(), `${operation.name} wrote though it was refused`).toBe(before);
  return scene;
}

/** What is not an ask is not answered, also when it is refused. */
const silent = ({ door }: Operation, actor: Actor): string | undefined =>
  'frame' in door && !door.isAsk && actor.token !== undefined ? 'unanswered' : undefined;

const isWrite = ({ door, input }: Operation): boolean =>
  'method' in door ? door.method !== 'GET' : 'cmid' in (input.properties ?? {});

/** Those who may: it is done, in a room as it was before the others did it. */
async function checkAllowed(
  operation: Operation,
  allowed: readonly Omit<Cell, 'scene'>[],
  first: Scene,
): Promise<void> {
  const rules = given[operation.name];
  const spoils =
    rules?.spoils === true || (isWrite(operation) && (namesRoom(operation) || rules?.letsIn === true));
  let scene: Scene | undefined = first;
  let isDone = false;
  for (const cell of allowed) {
    scene ??= await openScene(operation);
    const full = { ...cell, scene };
    const outcome = await tryIt(operation, full);
    const fine = silent(operation, cell.actor) ?? 'fine';
    expect([fine, ...(given[operation.name]?.fails ?? [])], whyOf(operation, full, { outcome })).toContain(
      outcome.code,
    );
    if (outcome.code !== fine) continue;
    isDone = true;
    if (spoils) scene = undefined;
  }
  if (!isDone) never.add(operation.name);
}

/** Ids of what is not the actor's to know, in each place there is for one: answered as those of what never was. */
async function checkForeign(operation: Operation, place: Place, cell: Cell): Promise<void> {
  const ids = [foreignId(operation, place), ...elsewhereId(operation, place), newId()];
  const outcomes: Outcome[] = [];
  for (const id of ids)
    outcomes.push(await tryIt(operation, cell, { change: (input) => place.put(input, id, cell) }));
  const unknown = outcomes.at(-1)!;
  const what = `a strange ${place.name}`;
  for (const outcome of outcomes)
    expect(shapeOf(outcome), whyOf(operation, cell, { outcome, what })).toBe(shapeOf(unknown));
  const wanted = expected(operation, cell.actor, cell.target);
  const why = whyOf(operation, cell, { outcome: unknown, what });
  if (silent(operation, cell.actor)) return;
  if (wanted === 'not-signed-in' || isBarred(operation, cell.actor)) expect(unknown.code, why).toBe(wanted);
  else if (wanted === 'allowed' && !place.isItem && !operation.who.includes('visitor')) {
    // Who only reads may be told that there is nothing.
    const lacking = isWrite(operation) ? /-not-found$/ : /-not-found$|^fine$/;
    expect(unknown.code, why).toMatch(place.isSubject ? /^room-not-found$/ : lacking);
  }
}

/** Administrators may do some things to everyone's. Whoever has no socket says one frame and is out. */
const isStrangeTo = ({ who, door }: Operation, { socket, isAdministrator }: Actor): boolean =>
  !(isAdministrator && who.includes('admin')) && (socket !== undefined || 'method' in door);

const isOutgoing = ({ name }: Operation) => /outgoing|deliveries/i.test(name);

function foreignId(operation: Operation, { name }: Place): string {
  if (name === 'session' || name === 'bot' || name === 'token') return foreign[name];
  return idIn(foreign, operation, name);
}

/** Nothing for what is no part of a room. */
function elsewhereId(operation: Operation, { name }: Place): string[] {
  return ['session', 'bot', 'token', 'room', 'rooms', 'child', 'before'].includes(name)
    ? []
    : [idIn(elsewhere, operation, name)];
}

function idIn(things: Things, operation: Operation, name: string): string {
  if (['room', 'rooms', 'child', 'before'].includes(name)) return things.room;
  if (name === 'invite') return things.invite;
  if (name === 'hook') return isOutgoing(operation) ? things.outgoing : things.incoming;
  return things.message;
}

async function checkOperation(operation: Operation): Promise<void> {
  // On a busy machine the others may take longer than a silence is allowed to.
  for (const { socket } of cast.actors) socket?.say({ type: 'ping' });
  const all = cast.actors.flatMap((actor) =>
    targetsOf(operation)
      .filter((target) => target === 'theirs' || canOwn(operation, actor))
      .map((target) => ({ place: sup, cast, actor, target })),
  );
  const judged = all.map((cell) => ({ cell, what: expected(operation, cell.actor, cell.target) }));
  const scene = await checkRefused(
    operation,
    judged.filter(({ what }) => what !== 'allowed'),
  );
  const places = placesOf(operation);
  for (const place of places.secret)
    for (const actor of cast.actors.filter((one) => isStrangeTo(operation, one)))
      await checkForeign(operation, place, { place: sup, cast, scene, actor, target: 'theirs' });
  await checkAllowed(
    operation,
    judged.filter(({ what }) => what === 'allowed').map(({ cell }) => cell),
    scene,
  );
  for (const place of places.open) await checkPeople(operation, place);
}

/** People are no secret: whoever they are, the question is answered in an orderly way. */
async function checkPeople(operation: Operation, place: Place): Promise<void> {
  const scene = await openScene(operation);
  for (const actor of cast.actors.filter(({ role }) => role === 'owner' || role === undefined))
    for (const id of [newId(), cast.outsider.id]) {
      const cell: Cell = { place: sup, cast, scene, actor, target: 'theirs' };
      // Some may be named only if they are in the room.
      await tryIt(operation, cell, { change: (input) => place.put(input, id, cell), impossible: [] });
    }
}

/** Nobody has anything, and guests have nothing in a room but what they said. */
const canOwn = (operation: Operation, { token, role, isGuest }: Actor): boolean =>
  token !== undefined &&
  !isGuest &&
  !(namesRoom(operation) && operation.who.includes('own') && role === 'guest');

test.each(operations)(
  'R191, R192: $name is answered as it declares, whoever asks about whatever',
  async (operation) => {
    await checkOperation(operation);
  },
);

test('R191: all that there is was asked, and somebody was let do each', () => {
  const declared = Object.entries(api).flatMap(([service, routes]) =>
    Object.keys(routes).map((name) => `${service}.${name}`),
  );
  // A hello is how all of them got in.
  const said = Object.keys(up).filter((type) => type !== 'hello');
  expect([...cells.keys()].sort()).toEqual([...declared, ...said].sort());
  const excused = Object.keys(given).filter((name) => given[name]?.isProvenElsewhere);
  expect([...never].sort()).toEqual(excused.sort());
  let asked = 0;
  for (const count of cells.values()) asked += count;
  process.stdout.write(`${asked} cells of ${cells.size} routes and frames\n`);
});
