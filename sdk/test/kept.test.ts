// What a room keeps, in clients against the real server: each list is the same for all who look at it.
import { register } from '@sup/testkit';
import { expect, test } from 'vitest';
import type { KeptMessages, Room } from '../src/index.ts';
import { until } from '../src/observable.ts';
import { setRealPair } from './real-pair.ts';

const pair = setRealPair();

const texts = (list: KeptMessages) => list.getSnapshot().messages.map(({ text }) => text);
const shows = (list: KeptMessages, wanted: readonly (string | null)[]) =>
  until(list, () => list.getSnapshot().state === 'ready' && texts(list).join() === wanted.join());

async function sent(room: Room, text: string) {
  await room.settled(room.send(text));
  const fits = () =>
    room.getSnapshot().items.find((item) => item.kind === 'message' && item.body === text && item.id);
  await until(room, () => fits() !== undefined);
  const item = fits();
  if (item?.kind !== 'message' || item.id === undefined) throw new Error(`${text} was sent`);
  return item.id;
}

test('R151: pins come, change and go in every client that looks at them, and are asked for anew after an absence', async () => {
  const id = await pair.ann.group([pair.bob]);
  const [here, there] = [await pair.app(pair.ann), await pair.app(pair.bob)];
  const [mine, theirs] = [here.room(id), there.room(id)];
  mine.open();
  theirs.open();
  const [annPins, bobPins] = [mine.keeps.list('pin'), theirs.keeps.list('pin')];
  annPins.open();
  bobPins.open();
  const one = await sent(mine, 'one');
  const two = await sent(mine, 'two');
  mine.keeps.pin(one, true);
  mine.keeps.pin(two, true);
  await until(
    mine,
    ({ items }) => items.filter((item) => item.kind === 'message' && item.pinned).length === 2,
  );
  for (const list of [annPins, bobPins]) await shows(list, ['two', 'one']);
  mine.edit(two, 'better');
  await shows(bobPins, ['better', 'one']);
  await pair.stop(there);
  mine.keeps.pin(one, false);
  await shows(annPins, ['better']);
  const again = await pair.app(pair.bob);
  const late = again.room(id).keeps.list('pin');
  late.open();
  await shows(late, ['better']);
  mine.delete(two);
  for (const list of [annPins, late]) await shows(list, []);
}, 60_000);

test('R153: a to-do moves from one list to the other when it is done', async () => {
  const id = await pair.ann.group([pair.bob]);
  const [here, there] = [await pair.app(pair.ann), await pair.app(pair.bob)];
  const [mine, theirs] = [here.room(id), there.room(id)];
  mine.open();
  theirs.open();
  const [open, done] = [theirs.keeps.list('to-do'), theirs.keeps.list('done')];
  open.open();
  done.open();
  const task = await sent(mine, 'sweep');
  mine.keeps.mark(task, { kind: 'to-do', who: pair.bob.id });
  await shows(open, ['sweep']);
  expect(open.getSnapshot().messages[0]?.mark).toMatchObject({
    kind: 'to-do',
    who: pair.bob.id,
    by: pair.ann.id,
  });
  theirs.keeps.mark(task, { kind: 'done', who: pair.bob.id });
  await shows(open, []);
  await shows(done, ['sweep']);
  theirs.keeps.mark(task, null);
  await shows(done, []);
}, 60_000);

test('R154: R155: a forward is shown at once, and leads to where it was said for who was there', async () => {
  const cid = await register(pair.server, 'cid');
  const [from, to] = [await pair.ann.group([pair.bob]), await pair.bob.group([cid])];
  const [here, there] = [await pair.app(pair.bob), await pair.app(cid)];
  const source = here.room(from);
  source.open();
  const said = await sent(source, 'said here');
  const [mine, theirs] = [here.room(to), there.room(to)];
  mine.open();
  theirs.open();
  const cmid = mine.keeps.forward({ room: from, message: said, text: 'said here' });
  expect(mine.getSnapshot().items.at(-1)).toMatchObject({ body: 'said here', forwarded: true });
  await mine.settled(cmid);
  await until(theirs, () => theirs.getSnapshot().items.at(-1)?.kind === 'message');
  const copy = theirs.getSnapshot().items.at(-1);
  if (copy?.kind !== 'message' || copy.id === undefined) throw new Error('it came');
  expect(copy).toMatchObject({ body: 'said here', forwarded: true, by: pair.bob.id });
  expect(await mine.keeps.origin(copy.id)).toMatchObject({ room: from, message: said, by: pair.bob.id });
  expect(await theirs.keeps.origin(copy.id)).toBeUndefined();
}, 60_000);
