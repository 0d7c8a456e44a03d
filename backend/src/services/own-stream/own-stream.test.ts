import { limits, type SupError, stateKey } from '@sup/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWorld, type World } from '../../../test/embedded-world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const code = (code: SupError['code']) => expect.objectContaining({ code });

test('R45: what one device sets, all connections of the person are told, and sync from any rev gives', async () => {
  const ann = world.person();
  const room = await world.group(ann);
  const from = await world.ownStream.rev(ann.user);
  const events = world.hearUser(ann.user);
  const draft = { text: 'half a thou', at: 5 };
  const { rev } = await world.ownStream.set(ann, stateKey.draft(room), draft);
  await world.ownStream.set(ann, stateKey.pin(room), { at: 7 });
  await world.ownStream.set(ann, stateKey.draft(room), null);
  expect(rev).toBe(from + 1);
  const gone = { key: stateKey.draft(room), value: null, rev: rev + 2 };
  expect(events).toEqual([
    { type: 'state', user: ann.user, items: [{ key: stateKey.draft(room), value: draft, rev }] },
    { type: 'state', user: ann.user, items: [{ key: stateKey.pin(room), value: { at: 7 }, rev: rev + 1 }] },
    { type: 'state', user: ann.user, items: [gone] },
  ]);
  expect(await world.ownStream.sync(ann, rev)).toEqual({
    items: [{ key: stateKey.pin(room), value: { at: 7 }, rev: rev + 1 }, gone],
    rev: rev + 2,
    head: rev + 2,
  });
  expect(await world.ownStream.sync(ann, rev + 2)).toEqual({ items: [], rev: rev + 2, head: rev + 2 });
});

test('R45: a joined room is announced with what the store wrote beside the entry', async () => {
  const [ann, bob] = [world.person(), world.person()];
  const room = await world.group(ann);
  const events = world.hearUser(bob.user);
  await world.rooms.addMember(ann, room, { user: bob.user, role: 'member' });
  const item = { key: stateKey.room(room), value: { member: true }, rev: 1 };
  expect(events).toContainEqual({ type: 'state', user: bob.user, items: [item] });
  expect((await world.ownStream.sync(bob, 0)).items).toEqual([item]);
});

test('R45: a long stream comes in pages that fit into frames, and the last reaches the head', async () => {
  const ann = world.person();
  const room = await world.group(ann);
  const text = 'ä'.repeat(limits.bodyCodePointsMax);
  for (let count = 0; count < 5; count += 1) await world.ownStream.put(ann.user, `large:${count}`, { text });
  const many = Array.from({ length: limits.stateItemsMax + 7 }, (_, at) => ({ key: `k:${at}`, value: at }));
  await world.ownStreamStore.put(ann.user, many);
  const keys: string[] = [];
  let [rev, head, pages] = [0, 1, 0];
  while (rev !== head) {
    const page = await world.ownStream.sync(ann, rev);
    expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(limits.frameBytesMax);
    expect(page.items.length).toBeLessThanOrEqual(limits.stateItemsMax);
    expect(page.rev).toBeGreaterThan(rev);
    keys.push(...page.items.map(({ key }) => key));
    ({ rev, head } = page);
    pages += 1;
  }
  expect(pages).toBeGreaterThan(2);
  expect(keys).toHaveLength(many.length + 5 + 1);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys[0]).toBe(stateKey.room(room));
});

test('R45: writing what is there already, or removing what is not, takes no rev', async () => {
  const ann = world.person();
  const room = await world.group(ann);
  const { rev } = await world.ownStream.set(ann, stateKey.mute(room), { level: 'nothing', until: 9 });
  const events = world.hearUser(ann.user);
  expect(await world.ownStream.set(ann, stateKey.mute(room), { until: 9, level: 'nothing' })).toEqual({
    rev,
  });
  expect(await world.ownStream.set(ann, stateKey.pin(room), null)).toEqual({ rev });
  expect(events).toEqual([]);
});

test('keys that are not a client’s to write are refused', async () => {
  const ann = world.person();
  const room = await world.group(ann);
  const refused = [
    stateKey.marker(room),
    stateKey.room(room),
    stateKey.profile(),
    'draft:',
    'pin:x',
    '__proto__',
  ];
  for (const key of refused) {
    await expect(world.ownStream.set(ann, key, { at: 1 })).rejects.toEqual(code('state-key-refused'));
  }
});

test('R29: a key of a room that is not mine is refused like one of a room that does not exist', async () => {
  const [ann, eve] = [world.person(), world.person()];
  const room = await world.group(ann);
  const nowhere = stateKey.pin(world.newId<'RoomId'>() as typeof room);
  await expect(world.ownStream.set(eve, stateKey.pin(room), { at: 1 })).rejects.toEqual(
    code('room-not-found'),
  );
  await expect(world.ownStream.set(eve, nowhere, { at: 1 })).rejects.toEqual(code('room-not-found'));
});

test.each([
  ['mute', { level: 'some' }],
  ['mute', { level: 'all', until: -1 }],
  ['mute', { level: 'all', other: 1 }],
  ['pin', { at: 'now' }],
  ['pin', true],
  ['draft', { text: 5, at: 1 }],
  ['draft', { text: 'x', at: 1, replyTo: 'nobody' }],
])('a %s of %j is refused as not valid', async (family, value) => {
  const ann = world.person();
  const room = await world.group(ann);
  await expect(world.ownStream.set(ann, `${family}:${room}`, value)).rejects.toEqual(code('invalid-input'));
});

test('R6, R7: a draft has the limits of a body', async () => {
  const ann = world.person();
  const room = await world.group(ann);
  const set = (text: string) => world.ownStream.set(ann, stateKey.draft(room), { text, at: 1 });
  await set('x'.repeat(limits.bodyCodePointsMax));
  await expect(set('x'.repeat(limits.bodyCodePointsMax + 1))).rejects.toEqual(code('body-too-large'));
  await expect(set('\ud800')).rejects.toEqual(code('body-malformed'));
  await expect(set('a\0b')).rejects.toEqual(code('body-malformed'));
  // Each character is six in JSON: small enough as a body, too large as a value.
  await expect(set('\u0001'.repeat(limits.bodyCodePointsMax))).rejects.toEqual(code('body-too-large'));
});

/** What each of a person's own settings may be, and what not. */
const zone = 'Europe/Helsinki';
const id = '0'.repeat(26);
const folder = { id, name: 'Work', rooms: [] };
const hours = { days: [1, 2, 3, 4, 5], from: 1_320, to: 420 };
test.each([
  [stateKey.levels(), { direct: 'all', group: 'mentions', channel: 'nothing' }],
  [stateKey.doNotDisturb(), { zone, hours: [hours] }],
  [stateKey.doNotDisturb(), { zone: 'America/Argentina/Buenos_Aires', hours: [] }],
  [stateKey.keywords(), { words: ['ferry', 'ein Wort'] }],
  [stateKey.folders(), { folders: [folder, { ...folder, id: '1'.repeat(26), rooms: [id] }] }],
])('R104: %s may be %j, and all my devices are told', async (key, value) => {
  const ann = world.person();
  const events = world.hearUser(ann.user);
  const { rev } = await world.ownStream.set(ann, key, value);
  expect(events).toEqual([{ type: 'state', user: ann.user, items: [{ key, value, rev }] }]);
  await world.ownStream.set(ann, key, null);
  expect((await world.ownStream.sync(ann, rev)).items).toEqual([{ key, value: null, rev: rev + 1 }]);
});

test.each([
  ['levels', { direct: 'all', group: 'all' }],
  ['levels', { direct: 'all', group: 'all', channel: 'loud' }],
  ['do-not-disturb', { zone: 'Europe/Atlantis', hours: [] }],
  ['do-not-disturb', { zone: '+02:00', hours: [] }],
  ['do-not-disturb', { zone, hours: [{ ...hours, days: [] }] }],
  ['do-not-disturb', { zone, hours: [{ ...hours, days: [0] }] }],
  ['do-not-disturb', { zone, hours: [{ ...hours, days: [1, 1] }] }],
  ['do-not-disturb', { zone, hours: [{ ...hours, to: 1_440 }] }],
  ['do-not-disturb', { zone, hours: Array.from({ length: limits.quietHoursMax + 1 }, () => hours) }],
  ['keywords', { words: [''] }],
  ['keywords', { words: [' x'] }],
  ['keywords', { words: ['x', 'x'] }],
  ['keywords', { words: ['x'.repeat(limits.keywordMax + 1)] }],
  ['keywords', { words: Array.from({ length: limits.keywordsMax + 1 }, (_, at) => `w${at}`) }],
  ['folders', { folders: [folder, folder] }],
  ['folders', { folders: [{ ...folder, name: '' }] }],
  ['folders', { folders: [{ ...folder, name: 'x'.repeat(limits.folderNameMax + 1) }] }],
  ['folders', { folders: [{ ...folder, rooms: ['nowhere'] }] }],
  ['folders', { folders: [{ ...folder, rooms: [id, id] }] }],
])('R104: %s of %j is refused as not valid, and changes nothing', async (key, value) => {
  const ann = world.person();
  await expect(world.ownStream.set(ann, key, value)).rejects.toEqual(code('invalid-input'));
  expect(await world.ownStream.rev(ann.user)).toBe(0);
});

test('R104: as many folders and rooms as the limits allow fit into the value', async () => {
  const ann = world.person();
  const folders = Array.from({ length: limits.foldersMax }, () => ({
    id: world.newId<'Folder'>(),
    name: 'ä'.repeat(limits.folderNameMax),
    rooms: Array.from({ length: limits.folderRoomsMax }, () => world.newId<'RoomId'>()),
  }));
  await world.ownStream.set(ann, stateKey.folders(), { folders });
  expect((await world.ownStream.sync(ann, 0)).items[0]?.value).toEqual({ folders });
  const more = [...folders, { ...folder, rooms: [] }];
  await expect(world.ownStream.set(ann, stateKey.folders(), { folders: more })).rejects.toEqual(
    code('invalid-input'),
  );
});

test('R104: a room’s level and archive are for those who are in it, and may go when one is not', async () => {
  const [ann, eve] = [world.person(), world.person()];
  const room = await world.group(ann);
  const level = { level: 'mentions' };
  await world.ownStream.set(ann, stateKey.level(room), level);
  await world.ownStream.set(ann, stateKey.archive(room), { at: 5 });
  const items = (await world.ownStream.sync(ann, 0)).items.map(({ key, value }) => [key, value]);
  expect(items).toContainEqual([stateKey.level(room), level]);
  expect(items).toContainEqual([stateKey.archive(room), { at: 5 }]);
  await expect(world.ownStream.set(eve, stateKey.level(room), level)).rejects.toEqual(code('room-not-found'));
  await expect(world.ownStream.set(ann, stateKey.level(room), { level: 'some' })).rejects.toEqual(
    code('invalid-input'),
  );
  await world.ownStream.set(eve, stateKey.archive(room), null);
});
