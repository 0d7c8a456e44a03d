import type {
  Member,
  MessageItem,
  Person,
  RoomSummary,
  SystemItem,
  TimelineItem,
} from '../../src/model/types';

/** People and chats of the design pictures, for the gallery only. */

export const now = new Date(2026, 10, 23, 9, 47).getTime();

export function at(hour: number, minute: number, daysBack = 0): number {
  return new Date(2026, 10, 23 - daysBack, hour, minute).getTime();
}

function person(name: string, presence: Person['presence']): Person {
  const handle = name.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(' ', '.');
  return { id: `user-${handle}`, name, handle, presence };
}

export const sam = person('Sam Aalto', 'online');
export const mika = person('Mika Laine', 'online');
export const noor = person('Noor Haddad', 'online');
export const tomas = person('Tomás Rivera', 'away');
export const priya = person('Priya Raman', 'online');
export const ada = person('Ada Okafor', 'online');
export const jonas = person('Jonas Weber', 'busy');
export const lena = person('Lena Fischer', 'offline');
export const yuki = person('Yuki Tanaka', 'online');

export const members: Member[] = [
  { ...mika, role: 'admin' },
  { ...noor, role: 'moderator' },
  { ...sam, role: 'member' },
  { ...tomas, role: 'member' },
  { ...jonas, role: 'member' },
  { ...priya, role: 'member' },
  { ...ada, role: 'member' },
];

const quiet = {
  unread: 0,
  mentions: 0,
  muted: false,
  silent: false,
  pinned: false,
  archived: false,
  typing: [],
};

function direct(peer: Person, [text, time]: [string, number], more: Partial<RoomSummary> = {}): RoomSummary {
  const lastMessage = { byName: peer.name, mine: false, text, at: time };
  return {
    ...quiet,
    id: `room-${peer.handle}`,
    kind: 'direct',
    name: peer.name,
    peer,
    lastActivityAt: time,
    lastMessage,
    ...more,
  };
}

function group(
  name: string,
  [by, text, time]: [string, string, number],
  more: Partial<RoomSummary> = {},
): RoomSummary {
  const lastMessage = { byName: by, mine: false, text, at: time };
  return { ...quiet, id: `room-${name}`, kind: 'group', name, lastActivityAt: time, lastMessage, ...more };
}

export const rooms: RoomSummary[] = [
  group('Trail map release', ['Mika Laine', 'Ship it', at(9, 46)], { pinned: true, typing: ['Mika Laine'] }),
  direct(noor, ['Sending the deck now', at(9, 38)], {
    pinned: true,
    lastMessage: {
      byName: 'Sam Aalto',
      mine: true,
      text: 'Sending the deck now',
      at: at(9, 38),
      state: 'read',
    },
  }),
  group('Weekend hike', ['Tomás Rivera', '@sam can you bring the stove?', at(9, 41)], {
    unread: 4,
    mentions: 1,
  }),
  direct(priya, ['', at(9, 12)], { draft: 'About the invoice, I think we should' }),
  group('Design crit', ['Ada Okafor', 'New spacing pass is up', at(8, 57)], { unread: 12 }),
  direct(lena, ['', at(8, 30)], { failed: 'The gate code is 4417' }),
  group('Build alerts', ['main', '#2218 passed in 6 min 04 s', at(8, 24)], { unread: 38, muted: true }),
  direct(jonas, ['See you at the pier', at(14, 10, 3)]),
  group('Family', ['Mum', 'Photo', at(12, 0, 3)], { unread: 2 }),
  direct(ada, ['', at(18, 24, 4)], {
    lastMessage: {
      byName: 'Sam Aalto',
      mine: true,
      text: 'Perfect, see you at the trailhead',
      at: at(18, 24, 4),
      state: 'delivered',
    },
  }),
  group('Book club', ['Yuki Tanaka', 'Poll: What do we read next?', at(18, 0, 5)]),
];

let seq = 100;

export function message(
  by: Person,
  [body, time]: [string, number],
  more: Partial<MessageItem> = {},
): MessageItem {
  seq += 1;
  return {
    kind: 'message',
    id: `message-${seq}`,
    seq,
    by: by.id,
    byName: by.name,
    mine: by.id === sam.id,
    at: time,
    body,
    edited: false,
    deleted: false,
    reactions: [],
    state: 'read',
    ...more,
  };
}

export function system(event: SystemItem['event'], time: number): SystemItem {
  seq += 1;
  return { kind: 'system', id: `system-${seq}`, seq, at: time, event };
}

function reaction(emoji: string, count: number, mine = false) {
  return { emoji, count, mine, names: ['Noor Haddad', 'Ada Okafor'] };
}

const surveyed = message(mika, ['Morning! The north loop is surveyed, so the map is complete.', at(9, 14)], {
  byRole: 'admin',
});

export const conversation: TimelineItem[] = [
  message(sam, ['Yes, twenty copies. I’ll pick them up on Thursday.', at(18, 24, 1)]),
  system({ type: 'added', by: 'Noor Haddad', names: ['Jonas Weber'] }, at(9, 2)),
  surveyed,
  message(mika, ['Notes and elevation: https://trailnotes.example/north-loop', at(9, 15)], {
    reactions: [reaction('👍', 4, true), reaction('🎉', 2), reaction('🥾', 1)],
  }),
  message(sam, ['That climb chart is so clear now. Ship it?', at(9, 21)], {
    edited: true,
    state: 'delivered',
    quote: {
      id: surveyed.id,
      by: mika.id,
      byName: mika.name,
      mine: false,
      text: 'The north loop is surveyed',
    },
  }),
  message(noor, ['@sam.aalto release notes are drafted, can you check the ferry line?', at(9, 43)]),
  message(jonas, ['Printer confirmed for Thursday, 14:00', at(9, 44)]),
  message(jonas, [
    'Proof is at 300 dpi too, and the shop asked for CMYK. Can someone export it again before noon today?',
    at(9, 45),
  ]),
];

/** Every state that a message has, in one chat. */
export const states: TimelineItem[] = [
  message(noor, ['First of a group', at(9, 40)]),
  message(noor, ['Middle', at(9, 40)]),
  message(noor, ['Last, the avatar sits here', at(9, 41)]),
  message(sam, ['Single message', at(9, 42)]),
  message(mika, ['See https://docs.example and ask @noor.haddad or @sam.aalto.', at(9, 42)], {
    byRole: 'admin',
  }),
  message(mika, ['A second line that was changed', at(9, 42)], { edited: true }),
  message(ada, ['🥾🎉', at(9, 45)]),
  message(ada, ['gone', at(9, 45)], { deleted: true }),
  message(priya, ['Thanks!', at(9, 46)], {
    quote: { id: 'x', by: sam.id, byName: sam.name, mine: true, text: '4417, same as last year' },
  }),
  message(noor, ['שלום, נתראה בשער הצפוני בשעה 9:00 בבוקר', at(9, 46)]),
  message(sam, ['Sending', at(9, 46)], { state: 'queued' }),
  message(sam, ['Sent to the server', at(9, 46)], { state: 'sent' }),
  message(sam, ['Delivered to a device', at(9, 46)], { state: 'delivered' }),
  message(sam, ['Read by everyone', at(9, 46)], { state: 'read', reactions: [reaction('❤️', 1)] }),
  message(sam, ['Failed', at(9, 47)], { state: 'failed' }),
];

const guide = [
  'The **north loop** is _nearly_ ready. ~~Thursday~~ **Friday** it is, see [the plan](https://trailnotes.example/plan) or https://trailnotes.example/north-loop, and run `npm run tiles` first.',
  '',
  '1. Check the ferry line',
  '2. Export again',
  '   - CMYK, *not* RGB',
  '   - 300 dpi',
  '3. Tell @noor.haddad in #trail-map',
].join('\n');

/** Every kind of markup, in messages of others and of mine. */
export const markup: TimelineItem[] = [
  message(mika, [guide, at(9, 30)]),
  message(
    noor,
    [
      '> Do we print the contour lines?\n> All of them?\n\nYes, @sam.aalto, but ||not below 40 m||. @everyone should look once.',
      at(9, 31),
    ],
    { audience: ['everyone'], calledAs: 'everyone' },
  ),
  message(sam, [
    '> Two copies are enough\n\nDone, with `--fast`. See **[the proof](https://trailnotes.example/proof)** and ask @noor.haddad: ||it is **green**||',
    at(9, 32),
  ]),
  message(sam, [
    "```ts\nexport const loop = stages.filter((stage) => stage.kind !== 'ferry').map((stage) => ({ ...stage, length: round(stage.length) }));\n\tprint(loop);\n```",
    at(9, 33),
  ]),
  message(jonas, ['```\nnpm run tiles -- --zoom 14\n```\nworks now', at(9, 34)]),
  message(sam, ['- one\n- two\n\n- three', at(9, 35)]),
  message(ada, ['שלום **נועה**, ראי `code` וגם https://a.example', at(9, 36)]),
  message(ada, ['<b>no</b> html, [no](javascript:alert(1)) script, # no heading', at(9, 37)]),
];
