// What operations need beyond what their schemas say: what has to be there, whom they are about, how they may fail even
// for those who may. A new operation needs a row here only where a value cannot be guessed from its schema.
import { addresses } from '@sup/protocol';
import { newId, type Place, password, register, signIn, type TestPerson } from '@sup/testkit';
import type { Target } from './expected.ts';
import { type Actor, type Cast, forGuests, guestOf } from './people.ts';
import type { Path } from './samples.ts';
import type { Scene } from './scene.ts';

/** One question: who asks about what. */
export interface Cell {
  readonly place: Place;
  readonly cast: Cast;
  readonly scene: Scene;
  readonly actor: Actor;
  readonly target: Target;
}

type Values = readonly (readonly [Path, unknown])[];

interface Given {
  /** Puts the room into the state in which it can be done. */
  prepare?(cell: Pick<Cell, 'cast' | 'scene'>): Promise<unknown>;
  /** What stands in places of the input, ids included. */
  values?(cell: Cell): Promise<Values> | Values;
  /** Whom it is about; the bystander unless given. */
  readonly user?: 'newcomer' | 'banned';
  /** Ends what the actor needs later: it is done with an account or session made for it. */
  asked?(cell: Cell): Promise<{ token: string }>;
  /** How it may fail also for those who may. */
  readonly fails?: readonly string[];
  /** Nobody is let do it here: what it needs would end what the others need, or is not there. */
  readonly isProvenElsewhere?: boolean;
  /** Doing it once takes away what the next needs, though it is about no room. */
  readonly spoils?: boolean;
  /** Who does it is in the room afterwards. */
  readonly letsIn?: boolean;
  /** A place for ids that the schema does not show: how the input has this id in it. */
  readonly hiddenSlot?: { readonly name: string; put(id: string): Values };
}

const { rooms, spaces, invites, bots, messages, later } = addresses;
const nextHandle = () => `made-${newId().slice(-16)}`;

const settings = ({ cast, scene }: Pick<Cell, 'cast' | 'scene'>, change: object) =>
  cast.owner.must(rooms.change, { params: { room: scene.room }, body: { cmid: newId(), settings: change } });
const asks = (cell: Pick<Cell, 'cast' | 'scene'>) => settings(cell, { asks: true });

/** An account that nobody needs any more. */
const understudy = ({ place, actor, cast }: Cell): Promise<{ token: string }> =>
  actor.isGuest ? guestOf(place, cast.owner) : register(place, nextHandle());

/** Whose thing it is about: the actor's, where they can have any. */
const holder = ({ actor, cast, target }: Cell): TestPerson =>
  target === 'own' && actor.person ? actor.person : cast.bystander;

function botOf(cell: Cell): Promise<{ id: string; token: string }> {
  const by = holder(cell);
  return cell.scene.once(`bot of ${by.handle}`, () => makeBot(by));
}

async function makeBot(by: TestPerson): Promise<{ id: string; token: string }> {
  const { bot } = await by.must<{ bot: { bot: { id: string } } }>(bots.create, {
    body: { handle: nextHandle(), name: 'A bot' },
  });
  const params = { bot: bot.bot.id };
  const { token } = await by.must<{ token: { id: string } }>(bots.makeToken, {
    params,
    body: { name: 'A token', read: true, write: false },
  });
  return { id: bot.bot.id, token: token.id };
}

const incoming = async ({ scene }: Cell): Promise<Values> => [
  [['params', 'hook'], (await scene.incoming()).id],
];
const outgoing = async ({ scene }: Cell): Promise<Values> => [[['params', 'hook'], await scene.outgoing()]];
const code = async ({ scene }: Cell): Promise<Values> => [[['body', 'code'], (await scene.invite()).code]];
const rightPassword: Values = [[['body', 'password'], password]];

const noRequest: Given = { fails: ['request-not-found'], isProvenElsewhere: true };

const say = async ({ cast, scene }: Cell): Promise<string> => {
  const body = { cmid: newId(), body: 'To be moved' };
  const sent = { params: { room: scene.room }, body };
  return (await cast.owner.must<{ message: string }>(messages.send, sent)).message;
};
const threadFor = (cell: Cell): Promise<string> => cell.scene.once('thread for moves', () => say(cell));

/** A move that the actor made, if they may move anything. */
async function moveOf(cell: Cell): Promise<string> {
  const { person, role } = cell.actor;
  const move = newId();
  if (person === undefined || !['moderator', 'admin', 'owner'].includes(role ?? '')) return move;
  const to = { room: cell.scene.room, thread: await threadFor(cell) };
  const body = { cmid: move, messages: [await say(cell)], to };
  await person.must(messages.move, { params: { room: cell.scene.room }, body });
  return move;
}

const pollFor = ({ cast, scene }: Cell): Promise<string> => scene.pollOf(cast.bystander, 'poll');
/** The actor's where it is about their own and they are here. */
const pollToClose = ({ actor, cast, scene, target }: Cell): Promise<string> =>
  scene.pollOf(target === 'own' && actor.role ? actor : cast.bystander, 'closed poll');

const put = (id: string): Values => [[['params', 'schedule'], id]];

/** A message to themselves that somebody has put off. */
async function scheduleOf(by: TestPerson): Promise<string> {
  const params = { room: await by.direct(by), schedule: newId() };
  await by.must(later.schedule, { params, body: { body: 'hello', when: { at: Date.now() + 3_600_000 } } });
  return params.schedule;
}

/** A room that is the actor's to put anywhere, if they can have any. */
const roomFor = (cell: Cell): Promise<string> => {
  const by = cell.actor.person ?? cell.cast.owner;
  return cell.scene.once(`room of ${by.handle}`, () => channelOf(by));
};

async function channelOf(by: TestPerson): Promise<string> {
  const body = { cmid: newId(), kind: 'channel', name: 'A channel', members: [] };
  return (await by.must<{ room: { id: string } }>(rooms.create, { body })).room.id;
}

/** A room that is in the space. */
const childOf = (cell: Cell): Promise<string> =>
  cell.scene.once('child', async () => {
    const child = await channelOf(cell.cast.owner);
    await cell.cast.owner.must(spaces.put, { params: { room: cell.scene.room, child }, body: {} });
    return child;
  });

/** By the name of the operation. */
export const given: Readonly<Record<string, Given>> = {
  'auth.register': {
    values: () => [
      [['body', 'handle'], nextHandle()],
      [['body', 'password'], password],
    ],
  },
  'auth.upgrade': {
    asked: understudy,
    fails: ['not-guest'],
    values: () => [
      [['body', 'handle'], nextHandle()],
      [['body', 'password'], password],
    ],
  },
  'auth.login': {
    values: ({ cast }) => [
      [['body', 'handle'], cast.newcomer.handle],
      [['body', 'password'], password],
    ],
  },
  'auth.recover': { fails: ['credentials-wrong'], isProvenElsewhere: true },
  'auth.refresh': {
    values: async ({ place, cast }) => [
      [['body', 'refreshToken'], (await signIn(place, cast.newcomer)).refreshToken],
    ],
  },
  'auth.logout': { asked: understudy },
  'auth.logoutEverywhere': { asked: understudy },
  'auth.changePassword': {
    asked: understudy,
    values: () => [
      [['body', 'current'], password],
      [['body', 'next'], 'another horse, another staple'],
    ],
  },
  'auth.recoveryCodes': { values: () => rightPassword },
  'auth.claimAdmin': { fails: ['link-invalid'], isProvenElsewhere: true },
  'auth.endSession': {
    values: async (cell) => {
      const by = holder(cell);
      const { session } = await cell.scene.once(`session of ${by.handle}`, () => signIn(cell.place, by));
      return [[['params', 'session'], session]];
    },
  },
  // Of people who are not in their room guests know nothing.
  'users.get': { values: ({ actor }) => (actor.isGuest ? [[['params', 'user'], actor.id]] : []) },
  'users.deleteMe': { asked: understudy, values: () => rightPassword },
  'bots.create': { values: () => [[['body', 'handle'], nextHandle()]] },
  'bots.delete': {
    spoils: true,
    values: async (cell) => [[['params', 'bot'], (await botOf(cell)).id]],
  },
  'bots.change': { values: async (cell) => [[['params', 'bot'], (await botOf(cell)).id]] },
  'bots.rooms': { values: async (cell) => [[['params', 'bot'], (await botOf(cell)).id]] },
  'bots.makeToken': { values: async (cell) => [[['params', 'bot'], (await botOf(cell)).id]] },
  'bots.revokeToken': {
    values: async (cell) => {
      const { id, token } = await botOf(cell);
      return [
        [['params', 'bot'], id],
        [['params', 'token'], token],
      ];
    },
  },
  // Nobody here is a stranger: what becomes of requests is in contacts.test.ts.
  'contacts.preview': noRequest,
  'contacts.accept': noRequest,
  'contacts.decline': noRequest,
  'contacts.report': noRequest,
  'rooms.addMember': { user: 'newcomer' },
  'rooms.change': { values: () => [[['body', 'name'], 'Another name']] },
  'rooms.join': { letsIn: true },
  'rooms.leave': { fails: ['last-owner'] },
  'rooms.unban': { user: 'banned' },
  'spaces.put': { values: async (cell) => [[['params', 'child'], await roomFor(cell)]] },
  'spaces.remove': { values: async (cell) => [[['params', 'child'], await childOf(cell)]] },
  // Only bots offer and answer: what becomes of it is in commands.test.ts.
  'commands.offer': { fails: ['forbidden'] },
  'commands.invoke': {
    fails: ['command-not-found'],
    isProvenElsewhere: true,
    values: () => [
      [['body', 'name'], 'deploy'],
      [['body', 'arguments'], {}],
    ],
  },
  'commands.answer': { fails: ['command-over'], isProvenElsewhere: true },
  'hooks.makeOutgoing': { values: () => [[['body', 'url'], 'http://127.0.0.1:9/']] },
  'hooks.revokeIncoming': { values: incoming },
  'hooks.resumeIncoming': { values: incoming },
  'hooks.pauseOutgoing': { values: outgoing },
  'hooks.deleteOutgoing': { values: outgoing },
  'hooks.resumeOutgoing': { values: outgoing },
  'hooks.deliveries': { values: outgoing },
  'hooks.post': {
    values: async ({ scene }) => [
      [['params', 'secret'], (await scene.incoming()).secret],
      [['body', 'text'], 'Built.'],
    ],
  },
  'invites.revoke': {
    values: async (cell) => {
      const { actor, scene, cast, target } = cell;
      const mayInvite = actor.person && actor.role && actor.role !== 'guest';
      return [
        [
          ['params', 'invite'],
          (await scene.invite(target === 'own' && mayInvite ? actor.person : cast.owner)).id,
        ],
      ];
    },
  },
  'invites.enter': {
    values: async ({ cast, scene }) => {
      const { code } = await scene.once('link for guests', () =>
        cast.owner.must<{ code: string }>(invites.create, { params: { room: scene.room }, body: forGuests }),
      );
      return [[['body', 'code'], code]];
    },
  },
  'invites.preview': { values: code },
  'invites.redeem': { values: code, fails: ['link-invalid'], letsIn: true },
  'invites.ask': { prepare: asks, fails: ['already-member'] },
  'invites.decide': {
    user: 'newcomer',
    prepare: async (cell) => {
      await asks(cell);
      await cell.cast.newcomer.must(invites.ask, { params: { room: cell.scene.room }, body: {} });
    },
  },
  'messages.move': { values: async (cell) => [[['body', 'to', 'thread'], await threadFor(cell)]] },
  'message.move': { values: async (cell) => [[['to', 'thread'], await threadFor(cell)]] },
  'messages.undoMove': { values: async (cell) => [[['params', 'move'], await moveOf(cell)]] },
  'message.undo-move': { values: async (cell) => [[['move'], await moveOf(cell)]] },
  'messages.mark': { values: () => [[['body', 'mark'], { kind: 'to-do' }]] },
  'message.mark': { values: () => [[['mark'], { kind: 'to-do' }]] },
  'polls.vote': { values: async (cell) => [[['params', 'message'], await pollFor(cell)]] },
  'poll.vote': { values: async (cell) => [[['message'], await pollFor(cell)]] },
  'polls.get': { values: async (cell) => [[['params', 'message'], await pollFor(cell)]] },
  'poll.get': { values: async (cell) => [[['message'], await pollFor(cell)]] },
  'polls.close': { values: async (cell) => [[['params', 'message'], await pollToClose(cell)]] },
  'poll.close': { values: async (cell) => [[['message'], await pollToClose(cell)]] },
  'later.unschedule': {
    spoils: true,
    values: async (cell) => put(await scheduleOf(holder(cell))),
    hiddenSlot: { name: 'schedule', put },
  },
  'state.set': {
    values: () => [
      [['key'], 'keywords'],
      [['value'], { words: ['tea'] }],
    ],
    hiddenSlot: {
      name: 'room',
      put: (id) => [
        [['key'], `draft:${id}`],
        [['value'], { text: 'Later', at: 1 }],
      ],
    },
  },
  'receipt.delivered': {
    values: () => [[['heads'], {}]],
    hiddenSlot: { name: 'rooms', put: (id) => [[['heads'], { [id]: 1 }]] },
  },
};

/** Somebody else's things, which no actor may know of. */
export async function foreignAccountOf({
  outsider,
}: Cast): Promise<{ session: string; bot: string; token: string }> {
  const { id, token } = await makeBot(outsider);
  return { session: outsider.session, bot: id, token };
}
