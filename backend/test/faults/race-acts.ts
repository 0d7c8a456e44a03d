// The two sides of the races: what is done with a room, and what is done with its messages. A new operation is a new row.
import { type Address, addresses, type EntryKind, type RoomId } from '@sup/protocol';
import { newId, type TestPerson } from '@sup/testkit';

const { messages, rooms, spaces } = addresses;

/** A room of ann's in which bob and cid are members. */
export interface Stage {
  readonly room: RoomId;
  readonly ann: TestPerson;
  readonly bob: TestPerson;
  readonly cid: TestPerson;
  /** Somebody who comes and goes. */
  readonly dan: TestPerson;
  /** Another room of ann, bob and cid. */
  readonly other: RoomId;
  /** A space of theirs. */
  readonly space: RoomId;
}

export interface RoomAct {
  readonly name: string;
  /** Once, before anything else. */
  prepare?(stage: Stage): Promise<unknown>;
  /** `targets`: the messages that what bob does is about. */
  act(stage: Stage, targets: readonly string[]): Promise<unknown>;
  /** `done`: what the act answered. */
  undo(stage: Stage, done: unknown): Promise<unknown>;
  /** Whether it keeps bob from some of what he does. */
  readonly forbids: boolean;
}

type More = { user?: TestPerson; body?: object };

const call = (by: TestPerson, { room }: Stage, ask: More & { address: Address }) =>
  by.must(ask.address, {
    params: { room, ...(ask.user && { user: ask.user.id }) },
    ...(ask.body && { body: ask.body }),
  });
const set = (stage: Stage, settings: object) =>
  call(stage.ann, stage, { address: rooms.change, body: { cmid: newId(), settings } });
const add = (stage: Stage, user: TestPerson, role = 'member') =>
  call(stage.ann, stage, { address: rooms.addMember, user, body: { role } });

export const roomActs: readonly RoomAct[] = [
  {
    name: 'archive',
    act: (stage) => set(stage, { archived: true }),
    undo: (stage) => set(stage, { archived: false }),
    forbids: true,
  },
  {
    name: 'kick',
    act: (stage) => call(stage.ann, stage, { address: rooms.removeMember, user: stage.bob }),
    undo: (stage) => add(stage, stage.bob),
    forbids: true,
  },
  {
    name: 'ban',
    act: (stage) => call(stage.ann, stage, { address: rooms.ban, user: stage.bob, body: {} }),
    undo: async (stage) => {
      await call(stage.ann, stage, { address: rooms.unban, user: stage.bob });
      await add(stage, stage.bob);
    },
    forbids: true,
  },
  {
    name: 'leave',
    act: (stage) => call(stage.bob, stage, { address: rooms.leave }),
    undo: (stage) => add(stage, stage.bob),
    forbids: true,
  },
  {
    name: 'mute',
    act: (stage) => call(stage.ann, stage, { address: rooms.mute, user: stage.bob, body: {} }),
    undo: (stage) => call(stage.ann, stage, { address: rooms.unmute, user: stage.bob }),
    forbids: true,
  },
  {
    name: 'role',
    prepare: async (stage) => {
      await set(stage, { rights: { send: 'member' } });
      await add(stage, stage.bob, 'moderator');
    },
    act: (stage) => add(stage, stage.bob, 'guest'),
    undo: (stage) => add(stage, stage.bob, 'moderator'),
    forbids: true,
  },
  {
    name: 'hand over',
    act: (stage) => call(stage.ann, stage, { address: rooms.transfer, body: { user: stage.bob.id } }),
    undo: async (stage) => {
      await call(stage.bob, stage, { address: rooms.transfer, body: { user: stage.ann.id } });
      await add(stage, stage.bob);
    },
    forbids: false,
  },
  {
    name: 'announcement',
    act: (stage) => set(stage, { announcement: true }),
    undo: (stage) => set(stage, { announcement: false }),
    forbids: true,
  },
  {
    name: 'slow mode',
    act: (stage) => set(stage, { slowModeSeconds: 21_600 }),
    undo: (stage) => set(stage, { slowModeSeconds: 0 }),
    forbids: true,
  },
  {
    name: 'rights',
    act: (stage) => set(stage, { rights: { send: 'moderator' } }),
    undo: (stage) => set(stage, { rights: { send: 'guest' } }),
    forbids: true,
  },
  {
    name: 'rename',
    act: (stage) =>
      call(stage.ann, stage, { address: rooms.change, body: { cmid: newId(), name: 'Renamed' } }),
    undo: (stage) =>
      call(stage.ann, stage, { address: rooms.change, body: { cmid: newId(), name: 'Named' } }),
    forbids: false,
  },
  {
    name: 'delete the room',
    act: (stage) => call(stage.ann, stage, { address: rooms.delete }),
    undo: (stage) => call(stage.ann, stage, { address: rooms.restore }),
    forbids: true,
  },
  {
    name: 'move',
    // Where one of them is deleted first, none is moved.
    act: async ({ ann, room, other }, targets) => {
      const body = { cmid: newId(), messages: targets, to: { room: other } };
      const { status } = await ann.call(messages.move, { params: { room }, body });
      return status === 200 ? body.cmid : undefined;
    },
    undo: async ({ ann, room }, move) => {
      if (typeof move !== 'string') return;
      const params = { room, move };
      await ann.must(messages.undoMove, { params, body: { cmid: newId() } });
    },
    forbids: true,
  },
  {
    name: 'put into a space',
    act: ({ ann, room, space }) => ann.must(spaces.put, { params: { room: space, child: room }, body: {} }),
    undo: ({ ann, room, space }) => ann.must(spaces.remove, { params: { room: space, child: room } }),
    forbids: false,
  },
  {
    name: 'delete the space it is in',
    prepare: ({ ann, room, space }) =>
      ann.must(spaces.put, { params: { room: space, child: room }, body: {} }),
    act: ({ ann, space }) => ann.must(rooms.delete, { params: { room: space } }),
    undo: ({ ann, space }) => ann.must(rooms.restore, { params: { room: space } }),
    forbids: false,
  },
  {
    name: 'somebody else comes',
    act: (stage) => add(stage, stage.dan),
    undo: (stage) => call(stage.ann, stage, { address: rooms.removeMember, user: stage.dan }),
    forbids: false,
  },
];

export interface MessageAct {
  readonly name: string;
  /** Whose message it is about; nobody's if it is about none. */
  readonly about?: 'bob' | 'cid';
  /** Which of these makes what it is about; `send` unless given. */
  readonly of?: string;
  /** The frame that says it. */
  readonly type: `message.${string}` | 'poll.vote';
  /** The entry that it leaves; a vote leaves none. */
  readonly kind: EntryKind | 'vote';
  fields(target: string): object;
}

export const messageActs: readonly MessageAct[] = [
  { name: 'send', type: 'message.send', kind: 'message', fields: () => ({ body: 'said' }) },
  {
    name: 'reply',
    about: 'cid',
    type: 'message.send',
    kind: 'message',
    fields: (thread) => ({ body: 'replied', thread }),
  },
  {
    name: 'edit',
    about: 'bob',
    type: 'message.edit',
    kind: 'edit',
    fields: (message) => ({ message, body: 'edited' }),
  },
  {
    name: 'delete',
    about: 'bob',
    type: 'message.delete',
    kind: 'delete',
    fields: (message) => ({ message }),
  },
  {
    name: 'delete another’s',
    about: 'cid',
    type: 'message.delete',
    kind: 'delete',
    fields: (message) => ({ message }),
  },
  {
    name: 'react',
    about: 'cid',
    type: 'message.react',
    kind: 'reaction',
    fields: (message) => ({ message, emoji: '👍', on: true }),
  },
  {
    name: 'pin',
    about: 'cid',
    type: 'message.pin',
    kind: 'pin',
    fields: (message) => ({ message, on: true }),
  },
  {
    name: 'mark',
    about: 'cid',
    type: 'message.mark',
    kind: 'mark',
    fields: (message) => ({ message, mark: { kind: 'to-do' } }),
  },
  {
    name: 'ask',
    type: 'message.send',
    kind: 'message',
    fields: () => ({ body: 'asked\n- No\n- Yes', poll: { choices: 2 } }),
  },
  {
    name: 'vote',
    about: 'cid',
    of: 'ask',
    type: 'poll.vote',
    kind: 'vote',
    fields: (message) => ({ message, choices: [1] }),
  },
];
