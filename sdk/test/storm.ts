// One random history: people on several devices write, lose connections, are killed and come back, while the server
// refuses for now and restarts. Everything follows from the seed.
import type { AudienceName, Cmid, MessageId, RoomId, UserId } from '@sup/protocol';
import type { RoomItem } from '../src/snapshots.ts';
import type { ModelRoom } from './model-room.ts';
import { type Device, type Runtime, World } from './world.ts';

export interface StormOptions {
  readonly seed: number;
  readonly steps: number;
}

export interface Sent {
  readonly device: Device;
  readonly room: RoomId;
  readonly cmid: Cmid;
  readonly body: string;
}

const rank = { failed: 0, queued: 0, sent: 1, delivered: 2, read: 3 };

/** Runs a history to its end, then lets everything heal; throws at the first broken promise. */
export class Storm {
  readonly world: World;
  readonly rooms: ModelRoom[];
  readonly sent: Sent[] = [];
  readonly #steps: number;
  readonly #ranks = new Map<string, number>();
  #refusing = 0;

  constructor(runtime: Runtime, { seed, steps }: StormOptions) {
    this.#steps = steps;
    this.world = new World(runtime, seed);
    const { server } = this.world;
    const ann = server.addUser('ann');
    const bob = server.addUser('bob');
    const cleo = server.addUser('cleo');
    this.rooms = [
      server.addRoom('direct', [ann.id, bob.id]),
      server.addRoom('group', [ann.id, bob.id, cleo.id]),
    ];
    // Ann has two devices: what one writes the other must show as hers.
    for (const self of [ann, ann, bob, cleo]) this.world.device(self);
    this.world.delayMs = () => this.#below(60);
    this.world.lateMs = this.#below(200);
    server.syncMax = 1 + this.#below(20);
    server.snapshotAfter = 30 + this.#below(60);
    server.refuse = (frame) => {
      if (!('cmid' in frame) || this.#refusing === 0) return undefined;
      this.#refusing -= 1;
      return this.#below(2) === 0 ? 'store-unavailable' : 'rate-limited';
    };
  }

  #below(limit: number): number {
    const [a = 0, b = 0] = this.world.clock.random(2);
    return (a * 256 + b) % limit;
  }

  #pick<Value>(values: readonly Value[]): Value | undefined {
    return values[this.#below(values.length)];
  }

  async run(): Promise<void> {
    const { world } = this;
    for (const device of world.devices) await device.run();
    for (let step = 0; step < this.#steps; step += 1) {
      await this.#step();
      await world.clock.advance(this.#below(400));
      this.check();
    }
    await this.#heal();
  }

  async #step(): Promise<void> {
    const device = this.#pick(this.world.devices);
    if (device === undefined) return;
    const dice = this.#below(100);
    if (!device.isRunning) {
      if (dice < 60) await device.run();
    } else if (dice < 62) this.#write(device);
    else if (dice < 72) this.world.cutAll();
    else if (dice < 79) this.#kill(device);
    else if (dice < 84) this.#refusing = 1 + this.#below(4);
    else if (dice < 88) this.#restartServer();
    else if (dice < 93) device.isOffline ? device.goOnline() : device.goOffline();
    else if (dice < 98) device.client.room(this.#roomOf(device).id).markRead();
    else if (dice < 99) this.#newRoom(device);
    else this.#changeRole(device);
  }

  #kill(device: Device): void {
    device.kill();
    const run = this.world.devices.indexOf(device);
    // What others have read is written behind by 200 ms; that the server has a message is not.
    for (const [key, reached] of this.#ranks) {
      if (key.startsWith(`${run}:`)) this.#ranks.set(key, Math.min(reached, rank.sent));
    }
  }

  #restartServer(): void {
    const { server, clock } = this.world;
    server.hangUp();
    server.isDown = true;
    clock.after(this.#below(3_000), () => {
      server.isDown = false;
    });
  }

  /** A room appears, and someone writes in it at once: its news may come before what it is. */
  #newRoom({ self }: Device): void {
    const users = [self.id, ...[...this.world.server.accounts.keys()].filter((id) => id !== self.id)];
    this.rooms.push(this.world.server.addRoom('group', users));
  }

  /** Now and then everybody, or those of a role. */
  #calls(): { audience?: AudienceName[] } {
    const name = this.#pick(['everyone', 'owner', 'member', 'admin'] as const);
    return name && this.#below(3) === 0 ? { audience: [name] } : {};
  }

  #changeRole(device: Device): void {
    const role = this.#pick(['admin', 'member'] as const) ?? 'member';
    this.world.server.changeRole(this.#roomOf(device), device.self.id, role);
  }

  #roomOf(device: Device): ModelRoom {
    const mine = this.rooms.filter((room) => room.members.has(device.self.id));
    const room = this.#pick(mine);
    if (room === undefined) throw new Error('everyone is in a room');
    return room;
  }

  #write(device: Device): void {
    const { id } = this.#roomOf(device);
    const room = device.client.room(id);
    const target = this.#pick(mineIn(room.getSnapshot().items));
    const dice = this.#below(10);
    if (dice < 6 || target === undefined) {
      const body = `message ${this.sent.length}`;
      this.sent.push({ device, room: id, cmid: room.send(body, this.#calls()), body });
    } else if (dice < 8) room.react(target, this.#pick(['👍', '🎉']) ?? '👍', this.#below(3) > 0);
    else if (dice < 9) room.edit(target, `edit ${this.sent.length}`, this.#calls());
    else room.delete(target);
  }

  /** What must hold at every moment. */
  check(): void {
    for (const device of this.world.devices) {
      const sockets = [...this.world.wires].filter((wire) => wire.device === device).length;
      if (sockets > 1) throw new Error(`${device.self.handle} has ${sockets} sockets`);
      if (!device.isRunning) continue;
      for (const room of this.rooms.filter(({ members }) => members.has(device.self.id))) {
        const { items } = device.client.room(room.id).getSnapshot();
        this.#checkContiguous(device, room, items);
        this.#checkTicks(device, items);
      }
    }
  }

  /** R31, R34: what is shown has no hole, no repeat, and is in the order of the log. */
  #checkContiguous(device: Device, room: ModelRoom, items: readonly RoomItem[]): void {
    const placed = items.flatMap((item) => (isPlaced(item) ? [item.seq as number] : []));
    // My own message whose ack has come, but not yet its entry, is shown at the end.
    const inLog = placed.filter((seq) => seq <= this.#headOf(device, room));
    const [first = 0] = inLog;
    const last = inLog.at(-1) ?? 0;
    const expected = room.timeline().flatMap(({ seq }) => (seq >= first && seq <= last ? [seq] : []));
    assertSame(inLog, expected, `${device.self.handle} shows a timeline with a hole`);
    const keys = items.map(({ key }) => key);
    assertSame([...new Set(keys)], keys, `${device.self.handle} shows something twice`);
  }

  #headOf(device: Device, room: ModelRoom): number {
    const { items } = device.client.room(room.id).getSnapshot();
    const firstSending = items.findIndex((item) => !isPlaced(item));
    const settled = firstSending < 0 ? items : items.slice(0, firstSending);
    // Acknowledged sends are the last placed items of mine; everything of others came through the log.
    const last = settled.findLast((item) => item.kind === 'system' || !item.mine);
    return last?.seq ?? 0;
  }

  /** The status of a message never goes back, on any run of a device. */
  #checkTicks(device: Device, items: readonly RoomItem[]): void {
    const run = this.world.devices.indexOf(device);
    for (const item of items) {
      if (item.kind !== 'message' || item.status === undefined || item.status === 'failed') continue;
      const key = `${run}:${item.key}`;
      const before = this.#ranks.get(key) ?? 0;
      if (rank[item.status] < before) throw new Error(`a status went back to ${item.status}`);
      this.#ranks.set(key, rank[item.status]);
    }
  }

  async #heal(): Promise<void> {
    const { world } = this;
    this.#refusing = 0;
    world.server.isDown = false;
    for (const device of world.devices) {
      if (!device.isRunning) await device.run();
      device.goOnline();
    }
    await world.clock.advance(200_000);
    for (const room of this.rooms) this.#checkLog(room);
    for (const device of world.devices) for (const room of this.rooms) await this.#checkSame(device, room);
  }

  /** R20, R25: everything that was sent is in the log once, in the order in which it was sent. */
  #checkLog(room: ModelRoom): void {
    const cmids = room.cmids();
    assertSame([...new Set(cmids)], cmids, 'a message is in the log twice');
    const here = this.sent.filter((sent) => sent.room === room.id);
    for (const device of this.world.devices) {
      const mine = here.filter((sent) => sent.device === device).map(({ cmid }) => cmid);
      const inLog = cmids.filter((cmid) => mine.includes(cmid));
      assertSame(inLog, mine, `what ${device.self.handle} sent is not in the log in its order`);
    }
    assertSame(cmids.length, here.length, 'the log has messages that nobody sent');
  }

  /** Every device shows what the server has, and nothing waits any more. */
  async #checkSame(device: Device, room: ModelRoom): Promise<void> {
    if (!room.members.has(device.self.id)) return;
    const { client, self } = device;
    const opened = client.room(room.id);
    for (let page = 0; opened.getSnapshot().hasOlder && page < 100; page += 1) {
      const loaded = opened.loadOlder();
      await this.world.clock.advance(200);
      await loaded;
    }
    const shown = opened.getSnapshot();
    const expected = room.timeline(self.id).map((item) => ({
      seq: item.seq,
      ...(item.kind === 'message' ? { body: item.body, reactions: told(item.reactions) } : {}),
    }));
    const actual = shown.items.map((item) => ({
      seq: item.seq,
      ...(item.kind === 'message' ? { body: item.body, reactions: told(item.reactions) } : {}),
    }));
    assertSame(actual, expected, `${self.handle} shows something else than the server has`);
    const { unread, mentions } = room.counts(self.id);
    const counted = [shown.unread, shown.mentions];
    assertSame(counted, [unread, mentions], `${self.handle} counts otherwise than the server`);
    // Writes about messages that were deleted meanwhile are refused for good, and wait to be discarded.
    const failed = client.rooms.getSnapshot().rooms.reduce((sum, room) => sum + room.failed, 0);
    assertSame(client.unsent.getSnapshot(), failed, `${self.handle} has unsent writes left`);
    assertSame(device.troubles, [], `${self.handle} had trouble`);
  }
}

function told(reactions: readonly { emoji: string; users: readonly UserId[]; mine: boolean }[]) {
  return reactions.map(({ emoji, users, mine }) => ({ emoji, users: [...users].sort(), mine }));
}

function isPlaced(item: RoomItem): boolean {
  return item.seq !== undefined;
}

function mineIn(items: readonly RoomItem[]): MessageId[] {
  return items.flatMap((item) => (item.kind === 'message' && item.mine && item.id ? [item.id] : []));
}

function assertSame(actual: unknown, expected: unknown, message: string): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${message}\n  actual   ${a}\n  expected ${b}`);
}
