// Unread and mentions that never lie: one person on two devices and another on a third walk at random through a room and
// its threads. They call each other by name, by role and as everyone, while roles change. They send, reply, edit, delete, react, read, mark unread, mark all as read and take that back, follow, lose frames and connections; then all
// three must show what a device that comes fresh is told by the server.
import type { AudienceName, MessageId, RoomId, UserId } from '@sup/protocol';
import { type Client, createClient, type MessageItem, type Platform, type RoomItem } from '@sup/sdk';
import { nodePlatform } from '@sup/sdk/node';
import { password, startServerHere } from '@sup/testkit';
import { seededClock } from '@sup/testkit/fake-clock';
import { countFrom, shortOrLong } from '@sup/testkit/scale';
import { expect, test, vi } from 'vitest';

/** Each walk has people and a room of its own: to compare all of it again and again must not cost more and more. */
const stepsPerWalk = 240;
/** TEST_WALKS=420 takes more than 10^5 steps. */
const walks = countFrom('TEST_WALKS') ?? shortOrLong(2, 40);
const audiences: readonly AudienceName[] = ['everyone', 'owner', 'admin', 'moderator', 'member', 'guest'];
const patience = { timeout: 30_000, interval: 100 };
const timeoutMs = 60_000 + walks * 60_000;
/** Steps between two looks at whether all is the same everywhere. */
const stepsPerRound = 120;

type Below = (max: number) => number;

interface Walker {
  readonly client: Client;
  /** Ends the connection as a lost network does. */
  cut(): void;
  /** Whether frames get lost. */
  lose(on: boolean): void;
}

/** A device that loses one in twenty of the frames that tell of entries, and now and then its connection. */
function walker(url: string, below: Below): Walker {
  let cut: () => void = () => undefined;
  let isLosing = true;
  const platform = nodePlatform();
  const openSocket: Platform['openSocket'] = (address, events) => {
    const socket = platform.openSocket(address, {
      ...events,
      received: (text) => {
        const isLost = isLosing && text.startsWith('{"type":"entries"') && below(20) === 0;
        if (!isLost) events.received(text);
      },
    });
    cut = () => socket.close(4000);
    return socket;
  };
  return {
    client: createClient({ url, platform: { ...platform, openSocket } }),
    cut: () => cut(),
    lose: (on) => {
      isLosing = on;
    },
  };
}

const messagesOf = (items: readonly RoomItem[]): MessageItem[] =>
  items.filter((item) => item.kind === 'message');
const pick = <Value>(values: readonly Value[], below: Below): Value | undefined =>
  values[below(Math.max(1, values.length))];

interface Watched {
  subscribe(listener: () => void): () => void;
  getSnapshot(): { readonly state: string };
}

/** Resolves as soon as something of a client is ready. Not by looking again and again: there are thousands of threads. */
function ready(watched: Watched): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (watched.getSnapshot().state !== 'ready') return;
      stop();
      resolve();
    };
    const stop = watched.subscribe(look);
    look();
  });
}

/** What a device shows of room and threads, but for what only it knows. */
async function shownOn(client: Client, id: RoomId): Promise<unknown> {
  const room = client.room(id);
  while (room.getSnapshot().hasOlder) await room.loadOlder();
  const { items, unread, mentions, marker } = room.getSnapshot();
  const roots = messagesOf(items).map((item) => ({ ...lookOf(item), summary: item.summary }));
  const threads = [];
  for (const root of messagesOf(items)) {
    if (!root.id || !root.summary) continue;
    const thread = client.thread(id, root.id);
    const close = thread.open();
    await ready(thread);
    while (thread.getSnapshot().hasOlder) await thread.loadOlder();
    const { unread: count, mentions: named, following, items: replies } = thread.getSnapshot();
    threads.push({ id: root.id, count, named, following, replies: messagesOf(replies).map(lookOf) });
    close();
  }
  const mine = client.threads.getSnapshot().threads.filter(({ room: of }) => of === id);
  const inRows = roots.reduce((sum, { summary }) => sum + (summary?.unread ?? 0), 0);
  expect(inRows).toBe(mine.reduce((sum, { unread: count }) => sum + count, 0));
  return { roots, marker, unread, mentions, threads, mine };
}

function lookOf({ id, by, body, deleted, edited, reactions, mentionsMe, calledAs }: MessageItem) {
  const told = reactions.map(({ emoji, count, mine }) => `${emoji} ${count} ${mine}`).toSorted();
  return { id, by, body, deleted, edited, told, ...(!deleted && { mentionsMe, calledAs }) };
}

class Walk {
  readonly #below: Below;
  readonly #room: RoomId;
  readonly #people: readonly UserId[];
  #said = 0;
  #undo: (() => void) | undefined;

  constructor(below: Below, room: RoomId, people: readonly UserId[]) {
    this.#below = below;
    this.#room = room;
    this.#people = people;
  }

  step({ client, cut }: Walker): void {
    const below = this.#below;
    const room = client.room(this.#room);
    const settled = messagesOf(room.getSnapshot().items).filter(
      ({ id, deleted }) => id !== undefined && !deleted,
    );
    // Most of what is done is done to what is new.
    const root = pick(settled.slice(-12), below);
    const dice = below(100);
    if (dice < 18 || !root?.id) room.send(this.#text(), this.#mentions());
    else if (dice < 52) client.thread(this.#room, root.id).send(this.#text(), this.#mentions());
    else if (dice < 68) this.#change(client, root.id);
    else if (dice < 76) room.markRead(root.seq);
    else if (dice < 80) room.markUnread(root.seq ?? 1);
    else if (dice < 88) client.thread(this.#room, root.id).markRead();
    else if (dice < 92) this.#markThread(client, root.id);
    else if (dice < 95) client.thread(this.#room, root.id).follow(below(3) > 0);
    else if (dice < 97) this.#markAll(client);
    else if (dice < 98) this.#changeRole(client);
    else cut();
  }

  /** Edits, deletes or reacts, in the room or in a thread. */
  #change(client: Client, root: MessageId): void {
    const below = this.#below;
    const room = client.room(this.#room);
    const replies = messagesOf(client.thread(this.#room, root).getSnapshot().items);
    const all = [...replies, ...messagesOf(room.getSnapshot().items).slice(-12)];
    const target = pick(
      all.filter(({ id, deleted }) => id !== undefined && !deleted),
      below,
    );
    if (!target?.id) return;
    if (!target.mine || below(3) === 0)
      return void room.react(target.id, below(2) ? '👍' : '🎉', below(3) > 0);
    if (below(2)) room.edit(target.id, this.#text(), this.#mentions());
    else room.delete(target.id);
  }

  #markThread(client: Client, root: MessageId): void {
    const thread = client.thread(this.#room, root);
    const reply = pick(messagesOf(thread.getSnapshot().items), this.#below);
    if (reply?.seq !== undefined) thread.markUnread(reply.seq);
  }

  /** Half of those who mark all as read take it back, some of them after they have done something else. */
  #markAll(client: Client): void {
    const undo = client.markAllRead();
    this.#undo?.();
    this.#undo = this.#below(2) ? undo : undefined;
    if (this.#below(2)) return;
    this.#undo?.();
    this.#undo = undefined;
  }

  #text(): string {
    this.#said += 1;
    return `said ${this.#said}`;
  }

  #mentions(): { mentions?: UserId[]; audience?: AudienceName[] } {
    const named = pick(this.#people, this.#below);
    const called = pick(audiences, this.#below);
    return {
      ...(this.#below(4) === 0 && named && { mentions: [named] }),
      ...(this.#below(4) === 0 && called && { audience: [called] }),
    };
  }

  /** Ann owns the room; Bob has one role after the other. */
  #changeRole(client: Client): void {
    const [, bob] = this.#people;
    const role = pick(['admin', 'moderator', 'member', 'guest'] as const, this.#below);
    if (!bob || !role) return;
    // It is Ann's to give; what is refused, or lost on the way, has changed nothing or is told by the log.
    client
      .room(this.#room)
      .addMember(bob, role)
      .catch(() => undefined);
  }
}

/** Gives up what was refused for good: an edit of what somebody else deleted meanwhile. */
function discardRefused({ client }: Walker, id: RoomId): void {
  const { items } = client.room(id).getSnapshot();
  const replies = messagesOf(items).flatMap((root) =>
    root.id ? client.thread(id, root.id).getSnapshot().items : [],
  );
  for (const item of messagesOf([...items, ...replies]))
    if (item.refusal && item.pending) client.room(id).discard(item.pending);
}

test(
  'R70, R72, R74, R164, R236: three devices walk at random through a room and its threads, and all count and show the same',
  async () => {
    const random = seededClock();
    const below: Below = (max) => {
      const [high = 0, low = 0] = random.random(2);
      return (high * 256 + low) % max;
    };
    await using server = await startServerHere({ settings: { SUP_RATE_LIMITS: 'off' } });
    for (let number = 1; number <= walks; number += 1) {
      const walkers = [0, 1, 2].map(() => walker(server.url, below));
      const [ann, annToo, bob] = walkers.map(({ client }) => client) as [Client, Client, Client];
      for (const { client } of walkers) await client.start();
      await ann.session.register({ handle: `ann-${number}`, name: 'Ann', password });
      await annToo.session.login({ handle: `ann-${number}`, password });
      await bob.session.register({ handle: `bob-${number}`, name: 'Bob', password });
      for (const { client } of walkers) await client.connection.whenReady();
      const people = [ann, bob].flatMap((client) => client.self.getSnapshot()?.id ?? []);
      const { id } = await ann.rooms.create({ kind: 'group', name: 'Walk', members: people.slice(1) });
      await walkThrough(walkers, { walk: new Walk(below, id, people), id, url: server.url, below });
      for (const { client } of walkers) await client.stop();
    }
  },
  timeoutMs,
);

/** One walk through a room of its own, which all look at meanwhile. */
async function walkThrough(
  walkers: readonly Walker[],
  { walk, id, url, below }: { walk: Walk; id: RoomId; url: string; below: Below },
): Promise<void> {
  const closing = walkers.map(({ client }) => client.room(id).open());
  for (const { client } of walkers) await ready(client.room(id));
  for (let at = 1; at <= stepsPerWalk; at += 1) {
    const walker = pick(walkers, below);
    if (walker) walk.step(walker);
    if (below(3) === 0) await new Promise((resolve) => setImmediate(resolve));
    if (walker && below(40) === 0) await online(walker.client);
    if (at % stepsPerRound === 0) await mustAgree(walkers, { url, id });
  }
  for (const close of closing) close();
}

/** Resolves when a client is connected, again if it is still to lose its connection; never waits between two tries. */
function online({ connection }: Client, { again = false } = {}): Promise<void> {
  return new Promise((resolve) => {
    let isLosing = again;
    const look = () => {
      const { state } = connection.getSnapshot();
      isLosing &&= state === 'ready';
      if (state === 'waiting') connection.retryNow();
      if (state !== 'ready' || isLosing) return;
      stop();
      resolve();
    };
    const stop = connection.subscribe(look);
    look();
  });
}

/** Lets everything settle; then each device shows what one that comes fresh is told. */
async function mustAgree(
  walkers: readonly Walker[],
  { url, id }: { url: string; id: RoomId },
): Promise<void> {
  // A lost last frame shows no gap: a new connection, or the next heartbeat, tells the head.
  await Promise.all(
    walkers.map(async ({ client, cut, lose }) => {
      lose(false);
      cut();
      await online(client, { again: client.connection.getSnapshot().state === 'ready' });
      await client.drained();
    }),
  );
  await vi.waitFor(() => {
    for (const walker of walkers) discardRefused(walker, id);
    for (const { client } of walkers) expect(client.unsent.getSnapshot()).toBe(0);
  }, patience);
  for (const handle of new Set(walkers.map(({ client }) => client.self.getSnapshot()?.handle ?? ''))) {
    const fresh = createClient({ url, platform: nodePlatform() });
    await fresh.start();
    await fresh.session.login({ handle, password });
    await fresh.connection.whenReady();
    const close = fresh.room(id).open();
    await ready(fresh.threads);
    await ready(fresh.room(id));
    for (const { client } of walkers) {
      if (client.self.getSnapshot()?.handle !== handle) continue;
      await vi.waitFor(
        async () => expect(await shownOn(client, id)).toEqual(await shownOn(fresh, id)),
        patience,
      );
    }
    close();
    await fresh.session.logout();
    await fresh.stop();
  }
  for (const { lose } of walkers) lose(true);
}
