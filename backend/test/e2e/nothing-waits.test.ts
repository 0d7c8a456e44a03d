// Invariant 4: nothing on the road of a send waits for presence, receipts or the own stream, even where they hang for ever.
import { addresses } from '@sup/protocol';
import { message, registerAll, type ServerHere, startServerHere, type TestSocket } from '@sup/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HangingSql } from './hanging-sql.ts';

const sql = new HangingSql();
let sup: ServerHere;
beforeAll(async () => {
  sup = await startServerHere({ wrapSql: sql.wrap, settings: { SUP_RATE_LIMITS: 'off' } });
});
afterAll(async () => {
  sql.release();
  await sup?.stop();
});

const firstVainId = 1_000_000;
let vainId = firstVainId;
/** Asks what will not be answered. */
function askInVain(socket: TestSocket, type: string, fields: object): void {
  socket.say({ type, id: vainId, ...fields });
  vainId += 1;
}

test('I4: with receipts, presence and own streams hanging, sends are acked and delivered, over sockets and REST', async () => {
  const [ann, bob, cid, dan] = await registerAll(sup, ['ann', 'bob', 'cid', 'dan']);
  const [direct, group] = [await ann.direct(bob), await ann.group([bob, cid, dan])];
  const [a, b, c] = [await ann.connect(), await bob.connect(), await cid.connect()];
  await b.ask('presence.watch', { users: [ann.id] });

  sql.hang();
  for (const [at, socket] of [a, b, c].entries()) {
    askInVain(socket, 'receipt.read', { room: group, seq: 1 });
    askInVain(socket, 'marker.set', { room: group, seq: 1 });
    askInVain(socket, 'state.set', { key: `draft:${group}`, value: { text: `draft ${at}`, at: 1 } });
    askInVain(socket, 'state.sync', { rev: 0 });
    askInVain(socket, 'room.list', {});
    askInVain(socket, 'presence.watch', { users: [ann.id, dan.id] });
    socket.say({ type: 'receipt.delivered', heads: { [group]: 1, [direct]: 1 } });
    socket.say({ type: 'typing', room: group, on: true });
    socket.say({ type: 'ping' });
  }
  // Someone tries to come in and someone goes while it hangs.
  const arriving = ann.connect();
  c.close();
  const delays: number[] = [];
  for (let at = 0; at < 100; at += 1) {
    const room = at % 2 === 0 ? direct : group;
    const startedAt = performance.now();
    const sending = message(room, `number ${at}`);
    const { room: _room, ...body } = sending;
    const { seq } =
      at % 5 === 0
        ? await ann.must<{ seq: number }>(addresses.messages.send, { params: { room }, body })
        : await (at % 3 === 0 ? b : a).ask<{ seq: number }>('message.send', sending);
    await Promise.all([a.reached(room, seq), b.reached(room, seq)]);
    delays.push(performance.now() - startedAt);
  }
  expect(Math.max(...delays)).toBeLessThan(5_000);
  // All of them did hang meanwhile.
  const hung = ['cursors', 'cursors.save', 'last_seen', 'user_revs', 'user_state'];
  expect([...new Set(sql.asked)].toSorted()).toEqual(hung);
  for (const socket of [a, b])
    for (const frame of socket.all('reply')) expect(frame.to).toBeLessThan(firstVainId);

  // And when they answer again, nothing of what was said is lost.
  sql.release();
  await (await arriving).ask('room.list');
  const list = await b.ask<{ rooms: { id: string; unread: number }[] }>('room.list');
  expect(list.rooms).toHaveLength(2);
  for (const socket of [a, b, await arriving]) socket.close();
});
