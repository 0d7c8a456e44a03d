// R27 on a whole server: what was deleted or edited away is nowhere any more, neither on the wire nor on the disk.
import { addresses, type RoomId } from '@sup/protocol';
import {
  FakeClock,
  message,
  newId,
  registerAll,
  startServer,
  startServerHere,
  type TestPerson,
} from '@sup/testkit';
import { shortOrLong } from '@sup/testkit/scale';
import { expect, test } from 'vitest';
import { filesWith } from './files-with.ts';
import { mustBeAck, mustBeSent, overRest, overSocket } from './two-doors.ts';

/** Every answer that the API has about a room and its people. */
async function everyAnswer(person: TestPerson, room: RoomId, target: string): Promise<string> {
  const socket = await person.connect();
  const params = { room, message: target };
  const answers = [
    await person.call(addresses.rooms.list),
    await person.call(addresses.rooms.get, { params }),
    await person.call(addresses.messages.page, { params, query: { limit: '100' } }),
    await person.call(addresses.messages.page, { params, query: { around: '3' } }),
    await person.call(addresses.messages.get, { params }),
    await person.call(addresses.messages.versions, { params }),
    await person.call(addresses.messages.sync, { params, query: { from: '0' } }),
    await socket.ask('room.list'),
    await socket.ask('room.get', { room }),
    await socket.ask('room.page', { room, limit: 100 }),
    await socket.ask('room.sync', { room, from: 0 }),
    await socket.ask('message.get', params),
    await socket.ask('state.sync', { rev: 0 }),
  ];
  socket.close();
  return JSON.stringify([answers, socket.frames]);
}

test('R27: a body that was deleted or edited away is in no answer, no frame, no log line and, within a second, in no file', async () => {
  const clock = new FakeClock();
  await using sup = await startServerHere({
    clock,
    settings: { SUP_LOG_LEVEL: 'debug', SUP_RATE_LIMITS: 'off' },
  });
  const [ann, bob] = await registerAll(sup, ['ann', 'bob']);
  const room = await ann.group([bob]);
  const a = await ann.connect();
  const doors = [overSocket(a), overRest(ann)];
  for (let round = 0; round < shortOrLong(4, 40); round += 1) {
    const marker = `marker-${newId()}`;
    const door = doors[round % 2] ?? overRest(ann);
    const isEdit = round % 4 < 2;
    const body = `${'x'.repeat(round % 3 === 2 ? 9_000 : 0)}${marker}`;
    const sent = mustBeSent(await door({ type: 'message.send', ...message(room, body) }));
    const reply = message(room, 'About that', { replyTo: sent.message });
    mustBeAck(await door({ type: 'message.send', ...reply }));
    expect(await everyAnswer(bob, room, sent.message)).toContain(marker);
    expect(filesWith(sup.dataDir, marker)).not.toEqual([]);
    const b = await bob.connect();

    const change = { room, cmid: newId<'Cmid'>(), message: sent.message };
    const done = isEdit
      ? await door({ type: 'message.edit', ...change, body: 'Nothing to see' })
      : await door({ type: 'message.delete', ...change });
    const { seq } = mustBeAck(done);
    await b.reached(room, seq);
    expect(JSON.stringify(b.frames)).not.toContain(marker);
    for (const person of [ann, bob])
      expect(await everyAnswer(person, room, sent.message)).not.toContain(marker);
    // All the time that passes on the server since its ack: what it does now, it began within the second.
    await clock.advance(999);
    await expect.poll(() => filesWith(sup.dataDir, marker), { timeout: 20_000, interval: 20 }).toEqual([]);
    // The place stays.
    const { message: shown } = await bob.must<{ message: object }>(addresses.messages.get, {
      params: { room, message: sent.message },
    });
    const place = { id: sent.message, seq: sent.seq, ordinal: sent.ordinal, by: ann.id };
    expect(shown).toMatchObject({ ...place, body: isEdit ? 'Nothing to see' : null });
    expect(sup.lines.join()).not.toContain(marker);
    b.close();
  }
  a.close();
});

test('R27: an edit of an edit leaves only the newest body, and a kill right after the ack leaves nothing behind', async () => {
  await using sup = await startServer();
  const [ann] = await registerAll(sup, ['ann']);
  const room = await ann.direct(ann);
  const door = overRest(ann);
  const markers = Array.from({ length: 4 }, () => `marker-${newId()}`);
  const { message: id } = mustBeSent(
    await door({ type: 'message.send', ...message(room, markers[0] ?? '') }),
  );
  const change = () => ({ room, message: id, cmid: newId<'Cmid'>() });
  for (const body of markers.slice(1)) mustBeAck(await door({ type: 'message.edit', ...change(), body }));
  expect(filesWith(sup.dataDir, markers.at(-1) ?? '')).not.toEqual([]);
  mustBeAck(await door({ type: 'message.delete', ...change() }));
  await sup.kill();
  await sup.restart();
  for (const marker of markers) expect(filesWith(sup.dataDir, marker)).toEqual([]);
  expect(await everyAnswer(ann, room, id)).not.toContain('marker-');
});
