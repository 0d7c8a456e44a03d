// One server with something of everything on it, so that no screen is empty.
import { type Ack, addresses, type MessageId, type RoomId, stateKey } from '@sup/protocol';
import { newId, type Place, register, type TestPerson } from '@sup/testkit/people';
import { sampleChats } from './sample-chats.ts';

/** What the messages of the room say. */
export const said = {
  plan: 'The harbour plan, with all that it takes, is ready to be read',
  list: 'Things to buy:\n- paint\n- a very long rope, twelve metres at the least\n> as we said\n\n`rope --metres 12`',
  code: '```ts\nconst harbour = await open({ at: "07:35", under: "the lighthouse", unless: "it storms" });\n```',
  arabic: 'سنلتقي عند المرسى في الساعة السابعة صباحا، لا تنسوا القفازات',
  link: 'Tides: https://example.org/tides/of/the/harbour/and/of/all/islands/around/it?year=2026&month=11',
  edited: 'The ferry leaves at 8',
} as const;

export interface World {
  readonly me: TestPerson;
  /** A room of mine with something of everything in it. */
  readonly works: RoomId;
  readonly channel: RoomId;
  /** A space of mine with the channel in it. */
  readonly space: RoomId;
  readonly direct: RoomId;
  readonly group: RoomId;
  readonly thread: MessageId;
  /** A request of somebody who is new to me. */
  readonly request: string;
  /** The code of an invitation. */
  readonly code: string;
}

/** Makes a world around somebody. The server lets strangers wait. */
export async function setWorld(place: Place, handle: string): Promise<World> {
  const me = await register(place, handle);
  const { people, direct, group } = await sampleChats(place, me);
  const { noor, mika, tomas, ines } = people;
  if (!noor || !mika || !tomas || !ines) throw new Error('they are all here');
  const works = await me.group([noor, mika, tomas, ines], {
    name: 'Harbour works of the winter',
    topic: 'What is to be mended before the boats come back',
  });
  const say = sayer(works);
  const settings = { editHistory: true };
  await me.must(addresses.rooms.change, { params: { room: works }, body: { cmid: newId(), settings } });
  const thread = await say(me, said.plan);
  await say(noor, 'I have read it, twice', { thread });
  await say(mika, 'So have I', { thread });
  const list = await say(mika, said.list);
  await say(tomas, said.code);
  await say(noor, said.arabic, { replyTo: list });
  await say(ines, said.link);
  const ferry = await say(me, 'The ferry leaves at 7');
  await me.must(addresses.messages.edit, {
    params: { room: works, message: ferry },
    body: { cmid: newId(), body: said.edited },
  });
  await keep(me, { room: works, plan: thread, list });
  await me.must(addresses.rooms.ban, {
    params: { room: works, user: ines.id },
    body: { reason: 'Selling boats' },
  });
  await me.must(addresses.hooks.makeIncoming, { params: { room: works }, body: { name: 'Lighthouse' } });
  await me.must(addresses.bots.create, { body: { handle: 'watch-bot', name: 'Night watch' } });
  const { code } = await me.must<{ code: string }>(addresses.invites.create, {
    params: { room: works },
    body: {},
  });
  await me.must(addresses.users.block, { params: { user: ines.id } });
  return { me, works, group, direct, thread, code, ...(await strangers(place, me)) };
}

function sayer(room: RoomId) {
  return async (by: TestPerson, body: string, more: object = {}): Promise<MessageId> => {
    const params = { room };
    const ack = await by.must<Ack>(addresses.messages.send, {
      params,
      body: { cmid: newId(), body, ...more },
    });
    if (!ack.message) throw new Error('a message has an id');
    return ack.message;
  };
}

/** Pinned, marked, saved, put off and to be reminded of. */
async function keep(
  me: TestPerson,
  { room, plan, list }: { room: RoomId; plan: MessageId; list: MessageId },
) {
  const cmid = () => ({ cmid: newId() });
  await me.must(addresses.messages.pin, { params: { room, message: plan }, body: { ...cmid(), on: true } });
  const mark = { kind: 'to-do', who: me.id };
  await me.must(addresses.messages.mark, { params: { room, message: list }, body: { ...cmid(), mark } });
  const at = Date.now() + 86_400_000;
  await me.must(addresses.later.remind, { params: { room, message: plan }, body: { at } });
  const schedule = newId();
  await me.must(addresses.later.schedule, {
    params: { room, schedule },
    body: { body: 'Good morning', when: { at } },
  });
  const phone = await me.connect();
  await phone.ask('state.set', { key: stateKey.saved(room, list), value: { at: Date.now() } });
  phone.close();
}

/** Somebody who wants to write to me, and somebody who wants into my channel. */
async function strangers(place: Place, me: TestPerson) {
  const channel = await me.group([], { kind: 'channel', name: 'Weather', topic: 'Rain, mostly' });
  const settings = { asks: true };
  await me.must(addresses.rooms.change, { params: { room: channel }, body: { cmid: newId(), settings } });
  const stranger = await register(place, 'stranger');
  await stranger.must(addresses.invites.ask, { params: { room: channel }, body: { text: 'May I?' } });
  const room = await stranger.direct(me);
  await sayer(room)(stranger, 'You do not know me, but I know your boat');
  const { requests } = await me.must<{ requests: { room: RoomId }[] }>(addresses.contacts.list);
  const space = await me.group([], { kind: 'space', name: 'Village' });
  await me.must(addresses.spaces.put, { params: { room: space, child: channel }, body: {} });
  return { channel, space, request: requests[0]?.room ?? '' };
}
