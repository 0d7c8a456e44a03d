import type { AudienceName, Cmid, MessageId, UserId } from '@sup/protocol';
import { makeId } from '@sup/protocol/wire';
import type { MessageItem, RoomSnapshot } from '../src/snapshots.ts';
import type { ModelRoom } from './model-room.ts';
import type { Device, World } from './world.ts';

/** Throws unless both say the same. */
export function same(actual: unknown, expected: unknown, what = 'it'): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: expected ${b}, got ${a}`);
}

export interface Pair {
  readonly world: World;
  readonly ann: Device;
  readonly bob: Device;
  readonly room: ModelRoom;
}

/** Ann and Bob, connected, in a room of two. */
export async function annAndBob(world: World): Promise<Pair> {
  const ann = world.device(world.server.addUser('ann'));
  const bob = world.device(world.server.addUser('bob'));
  const room = world.server.addRoom('direct', [ann.self.id, bob.self.id]);
  await ann.run();
  await bob.run();
  await world.clock.advance(2_000);
  return { world, ann, bob, room };
}

export const messagesOf = ({ items }: RoomSnapshot): MessageItem[] =>
  items.filter((item): item is MessageItem => item.kind === 'message');
export const bodiesOf = (snapshot: RoomSnapshot) => messagesOf(snapshot).map(({ body }) => body);
export const statusesOf = (snapshot: RoomSnapshot) => messagesOf(snapshot).map(({ status }) => status);

/** A message that another device of no interest sends. */
export function say(
  { world, room }: Pick<Pair, 'world' | 'room'>,
  by: Device,
  said: string | { body: string; audience?: AudienceName[]; mentions?: UserId[] },
): MessageId {
  const cmid: Cmid = makeId<'Cmid'>(world.clock.now(), world.clock.random(10));
  world.server.write(room, by.self.id, {
    type: 'message.send',
    id: 1,
    room: room.id,
    cmid,
    since: 0,
    encoding: 'text',
    ...(typeof said === 'string' ? { body: said } : said),
  });
  const message = room.messages().at(-1);
  if (message === undefined) throw new Error('what was said is in the room');
  return message.id;
}
