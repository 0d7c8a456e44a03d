// Spaces in clients against the real server: what changes in one is seen by all who look, each as far as they may.
import { expect, test } from 'vitest';
import type { Client, Room, SpaceDirectory } from '../src/index.ts';
import { until } from '../src/observable.ts';
import { setRealPair } from './real-pair.ts';

const pair = setRealPair();

const shows = (directory: SpaceDirectory, wanted: readonly string[]) =>
  until(
    directory,
    ({ state, rooms }) => state === 'ready' && rooms.map(({ name }) => name).join() === wanted.join(),
  );

const holds = ({ rooms }: Client, space: Room, wanted: readonly Room[]) =>
  until(rooms, () => {
    const mine = rooms.getSnapshot().rooms.find(({ id }) => id === space.id);
    return mine?.children?.join() === wanted.map(({ id }) => id).join();
  });

test('R210: who looks at a space sees what is put in, moved, joined and taken out, and nobody sees what is not theirs', async () => {
  const [here, there] = [await pair.app(pair.ann), await pair.app(pair.bob)];
  const home = await here.rooms.create({ kind: 'space', name: 'Home', members: [pair.bob.id] });
  const open = await here.rooms.create({ kind: 'channel', name: 'Open' });
  const led = await here.rooms.create({ kind: 'group', name: 'Led in' });
  const secret = await here.rooms.create({ kind: 'group', name: 'Secret' });
  const directory = there.spaces.directory(home.id);
  expect(there.spaces.directory(home.id)).toBe(directory);
  const leave = directory.open();
  for (const room of [open, led, secret]) await here.spaces.put(home.id, room.id);
  await holds(here, home, [open, led, secret]);
  await shows(directory, ['Open']);
  await here.spaces.put(home.id, led.id, open.id);
  await led.moderation.set({ opensToSpaces: true });
  await holds(here, home, [led, open, secret]);
  directory.refresh();
  await shows(directory, ['Led in', 'Open']);
  await there.rooms.join(led.id);
  await holds(there, home, [led]);
  await until(directory, ({ rooms }) => rooms.some(({ id, member }) => id === led.id && member));
  directory.search('open');
  await shows(directory, ['Open']);
  directory.search('secret');
  await shows(directory, []);
  directory.search('');
  directory.sort('name');
  await shows(directory, ['Led in', 'Open']);
  await here.spaces.remove(home.id, led.id);
  await shows(directory, ['Open']);
  await holds(there, home, []);
  expect(there.rooms.getSnapshot().rooms.map(({ name }) => name)).toContain('Led in');
  leave();
}, 60_000);

test('R210: a directory that may not be read says so, and is read once the space is one of mine', async () => {
  const there = await pair.app(pair.bob);
  const here = await pair.app(pair.ann);
  const home = await here.rooms.create({ kind: 'space', name: 'Closed' });
  const directory = there.spaces.directory(home.id);
  directory.open();
  await until(directory, ({ state }) => state === 'failed');
  expect(directory.getSnapshot().failure?.code).toBe('room-not-found');
  await home.addMember(pair.bob.id);
  await shows(directory, []);
}, 60_000);

test('R245, R246: who looks at a space sees what is deleted go, and come back with what is in it', async () => {
  const [here, there] = [await pair.app(pair.ann), await pair.app(pair.bob)];
  const home = await here.rooms.create({ kind: 'space', name: 'Above', members: [pair.bob.id] });
  const inner = await here.rooms.create({ kind: 'space', name: 'Inner', members: [pair.bob.id] });
  const tea = await here.rooms.create({ kind: 'channel', name: 'Tea' });
  await here.spaces.put(home.id, inner.id);
  await here.spaces.put(inner.id, tea.id);
  const [mine, others] = [here.spaces.directory(home.id), there.spaces.directory(home.id)];
  mine.open();
  others.open();
  await shows(mine, ['Inner']);
  await shows(others, ['Inner']);
  await holds(there, home, [inner]);
  await inner.moderation.deleteRoom();
  await shows(mine, []);
  await shows(others, []);
  await until(there.rooms, ({ rooms }) => rooms.every(({ id }) => id !== inner.id));
  await until(here.rooms, ({ rooms }) =>
    rooms.some((one) => one.id === inner.id && one.deletesAt !== undefined),
  );
  await inner.moderation.restoreRoom();
  await shows(mine, ['Inner']);
  await shows(others, ['Inner']);
  await holds(here, inner, [tea]);
  await holds(there, home, [inner]);
}, 60_000);
