// Two people with the real client against the real server, which is killed in the middle again and again: whatever they
// did, in whatever order, both end with the same timeline and with the server's counts, and nothing is lost or doubled.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CountsView, RoomId } from '@sup/protocol';
import { type Client, createClient, type MessageItem, type Room } from '@sup/sdk';
import { nodePlatform } from '@sup/sdk/node';
import { password, type RunningServer, startServer } from '@sup/testkit';
import { seededClock } from '@sup/testkit/fake-clock';
import { shortOrLong } from '@sup/testkit/scale';
import { expect, test, vi } from 'vitest';

const steps = shortOrLong(250, 5_000);
const kills = shortOrLong(3, 40);
const patience = { timeout: 40_000, interval: 100 };

interface Walker {
  readonly client: Client;
  readonly room: Room;
}

async function walker(server: RunningServer, handle: string, path: string): Promise<Client> {
  const client = createClient({ url: server.url, platform: nodePlatform({ path }) });
  await client.start();
  await client.session.register({ handle, name: handle, password });
  await client.connection.whenReady();
  return client;
}

const messagesOf = (room: Room): MessageItem[] =>
  room.getSnapshot().items.filter((item) => item.kind === 'message');

/** What both must see alike. */
const shared = (room: Room) =>
  messagesOf(room).map(({ id, seq, by, body, deleted, edited, reactions }) => ({
    ...{ id, seq, by, body, deleted, edited },
    reactions: reactions.map(({ emoji, count }) => `${emoji} ${count}`).toSorted(),
  }));

async function serverCounts({ client, room }: Walker): Promise<Pick<CountsView, 'unread' | 'mentions'>> {
  const { room: view } = await client.rest.rooms.get({ room: room.id });
  return { unread: view.unread, mentions: view.mentions };
}

type Below = (max: number) => number;

/** One random act; answers the text if it was a message. */
function act({ client, room }: Walker, at: number, below: Below): string | undefined {
  const settled = messagesOf(room).filter(({ id, deleted }) => id !== undefined && !deleted);
  const one = settled[below(Math.max(1, settled.length))];
  const text = `${client.self.getSnapshot()?.handle} says ${at}`;
  const dice = below(100);
  if (dice < 55 || !one?.id) {
    room.send(text, dice < 10 && one?.id ? { replyTo: one.id } : {});
    return text;
  }
  if (dice < 70) changeOwn(room, { at, isEdit: dice < 65 }, below);
  else if (dice < 82) room.react(one.id, below(2) ? '👍' : '🎉', below(3) > 0);
  else if (dice < 92) room.markRead(one.seq);
  else if (dice < 96) room.markUnread(one.seq ?? 1);
  else room.typing();
  return undefined;
}

/** Edits or deletes a random message of one's own, if there is any. */
function changeOwn(room: Room, { at, isEdit }: { at: number; isEdit: boolean }, below: Below): void {
  const mine = messagesOf(room).filter(({ id, mine, deleted }) => id !== undefined && mine && !deleted);
  const own = mine[below(Math.max(1, mine.length))];
  if (!own?.id) return;
  if (isEdit) room.edit(own.id, `${own.body} (edited at ${at})`);
  else room.delete(own.id);
}

/** Both act in turns that chance decides, also while the server is away; answers what was said, in order. */
async function walk(walkers: readonly Walker[], server: RunningServer, below: Below): Promise<string[]> {
  const stepsPerLife = Math.floor(steps / (kills + 1));
  const said: string[] = [];
  let returning = Promise.resolve();
  for (let at = 1; at <= steps; at += 1) {
    const who = walkers[below(walkers.length)];
    const text = who && act(who, at, below);
    if (text !== undefined) said.push(text);
    // Only one death at a time, and none at the very end.
    if (at % stepsPerLife === 0 && at / stepsPerLife <= kills)
      returning = returning
        .then(() => server.kill())
        .then(() => server.restart())
        // After many deaths a client waits up to half a minute: that is not what is tried here.
        .then(() => {
          for (const { client } of walkers) client.connection.retryNow();
        });
    if (below(4) === 0) await new Promise((resolve) => setImmediate(resolve));
    if (below(12) === 0) await who?.client.connection.whenReady();
  }
  await returning;
  return said;
}

/** Each text is there once, in the order in which its author said it, unless it was deleted. */
function mustHoldOnce(said: readonly string[], room: Room): void {
  const bodies = shared(room).flatMap(({ body }) => body?.replace(/ \(edited.*/, '') ?? []);
  expect(new Set(bodies).size).toBe(bodies.length);
  for (const name of ['ann', 'bob']) {
    const kept = said.filter((text) => text.startsWith(name) && bodies.includes(text));
    expect(bodies.filter((text) => text.startsWith(name))).toEqual(kept);
  }
}

test('I7, R20, R34, R40: two clients walk at random through kills of the server, and end with one timeline and its counts', async () => {
  const random = seededClock();
  const below = (max: number) => {
    const [high = 0, low = 0] = random.random(2);
    return (high * 256 + low) % max;
  };
  const directory = mkdtempSync(join(tmpdir(), 'sup-walk-'));
  await using server = await startServer({ settings: { SUP_RATE_LIMITS: 'off' } });
  const ann = await walker(server, 'ann', join(directory, 'ann.sqlite'));
  const bob = await walker(server, 'bob', join(directory, 'bob.sqlite'));
  const bobId = bob.self.getSnapshot()?.id;
  if (!bobId) throw new Error('bob is signed in');
  const room = await ann.rooms.openDirect(bobId);
  const walkers = [ann, bob].map((client) => ({ client, room: client.room(room.id as RoomId) }));
  const closing = walkers.map((one) => one.room.open());

  const said = await walk(walkers, server, below);
  for (const { client } of walkers) client.connection.retryNow();
  await Promise.all(walkers.map(({ client }) => client.drained()));

  const [annSide, bobSide] = walkers as [Walker, Walker];
  for (const { room: shown } of walkers)
    await vi.waitFor(async () => {
      while (shown.getSnapshot().hasOlder) await shown.loadOlder();
      expect(messagesOf(shown)).toHaveLength(said.length);
      expect(messagesOf(shown).every(({ status }) => status !== 'queued')).toBe(true);
    }, patience);
  await vi.waitFor(() => expect(shared(annSide.room)).toEqual(shared(bobSide.room)), patience);
  mustHoldOnce(said, annSide.room);
  for (const one of walkers)
    await vi.waitFor(async () => {
      const { unread, mentions } = one.room.getSnapshot();
      expect({ unread, mentions }).toEqual(await serverCounts(one));
    }, patience);
  for (const close of closing) close();
  for (const { client } of walkers) await client.stop();
  rmSync(directory, { recursive: true, force: true });
});
