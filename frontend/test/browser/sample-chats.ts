// Lively chats for pictures and for looking at every state of a message: people, rooms, replies, reactions, drafts.
import { type Ack, addresses, type MessageId, type RoomId } from '@sup/protocol';
import { newId, type Place, register, type TestPerson } from '@sup/testkit/people';

export interface SampleChats {
  readonly group: RoomId;
  readonly direct: RoomId;
  /** The others, by their first names. */
  readonly people: Readonly<Record<string, TestPerson>>;
}

const cast = {
  noor: 'Noor Haddad',
  mika: 'Mika Lindqvist',
  tomas: 'Tomás Rivera',
  ines: 'Inês Carvalho',
  jonas: 'Jonas Weber',
  aiko: 'Aiko Tanaka',
} as const;

type Name = keyof typeof cast;

/** Who says what, in order, in a room; answers the ids of the messages. */
async function talk(
  room: RoomId,
  lines: readonly (readonly [TestPerson, string, object?])[],
): Promise<MessageId[]> {
  const ids: MessageId[] = [];
  for (const [by, text, more] of lines) {
    const { message } = await by.must<Ack>(addresses.messages.send, {
      params: { room },
      body: { cmid: newId<'Cmid'>(), body: text, ...more },
    });
    if (message) ids.push(message);
  }
  return ids;
}

async function react(
  by: TestPerson,
  { room, message, emoji }: { room: RoomId; message: MessageId; emoji: string },
) {
  await by.must(addresses.messages.react, {
    params: { room, message },
    body: { cmid: newId<'Cmid'>(), emoji, on: true },
  });
}

async function others(place: Place, suffix: string): Promise<Record<Name, TestPerson>> {
  const made: Partial<Record<Name, TestPerson>> = {};
  for (const [first, name] of Object.entries(cast)) {
    const person = await register(place, suffix ? `${first}-${suffix}` : first);
    await person.must(addresses.users.changeMe, { body: { name } });
    made[first as Name] = person;
  }
  return made as Record<Name, TestPerson>;
}

/** Makes a week of chats for somebody; `suffix` keeps the handles of the others apart between calls. */
export async function sampleChats(place: Place, me: TestPerson, suffix = ''): Promise<SampleChats> {
  const people = await others(place, suffix);
  const { noor, mika, tomas, ines, jonas, aiko } = people;
  const quiet = async (by: TestPerson, text: string) => talk(await by.direct(me), [[by, text]]);
  await quiet(aiko, 'The photos from Saturday are up, have a look when you can');
  await quiet(jonas, 'Thanks, that fixed it');
  const harbour = await mika.group([me, tomas, aiko], { name: 'Harbour cleanup' });
  await talk(harbour, [[mika, 'Gloves and bags are in the blue shed, code is 4417']]);
  const flat = await ines.group([me, jonas], { name: 'Flat 3B' });
  await talk(flat, [[ines, 'Who has the key to the cellar?']]);
  const direct = await me.direct(noor);
  await talk(direct, [
    [noor, 'Did the printer confirm?'],
    [me, 'Yes, 200 copies, ready on Thursday'],
    [noor, 'Wonderful 🎉'],
  ]);
  const group = await groupTalk(me, people);
  return { group, direct, people };
}

async function groupTalk(me: TestPerson, people: Record<Name, TestPerson>): Promise<RoomId> {
  const { noor, mika, tomas, ines } = people;
  const group = await noor.group([me, mika, tomas, ines], {
    name: 'Ferry weekend',
    topic: 'Three days, two islands',
  });
  const [ferry, early, , tent, wrong] = await talk(group, [
    [noor, 'The ferry leaves 07:35, not 07:40. I checked twice.'],
    [noor, 'So we meet at the pier at seven?'],
    [mika, 'Seven is fine. I bring coffee for everyone who is on time ☕'],
    [
      tomas,
      'Do we need the big tent, or do two small ones do? The big one weighs nine kilos and somebody has to carry it.',
    ],
    [ines, 'I have a third one'],
    [me, 'Two small ones. I carry one, Tomás the other.'],
  ]);
  if (!ferry || !early || !tent || !wrong) throw new Error('all of it was said');
  await talk(group, [
    [me, 'Fixed in the notes, thanks', { replyTo: ferry }],
    [mika, `@${me.handle} can you book the cabins?`, { mentions: [me.id] }],
    [noor, 'The weather looks good from Friday on'],
  ]);
  await noor.must(addresses.messages.delete, {
    params: { room: group, message: early },
    body: { cmid: newId<'Cmid'>() },
  });
  for (const by of [me, noor, mika]) await react(by, { room: group, message: tent, emoji: '⛺' });
  await react(ines, { room: group, message: ferry, emoji: '👍' });
  await ines.must(addresses.messages.edit, {
    params: { room: group, message: wrong },
    body: { cmid: newId<'Cmid'>(), body: 'I have a third one, if we need it' },
  });
  return group;
}
