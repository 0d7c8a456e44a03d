import { type Cmid, type RoomId, SupError } from '@sup/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AuthWorld, codeOf, openAuthWorld } from '../../../test/auth-world.ts';
import { sqlInvites } from '../../drivers/sql/invites.ts';
import { sqlRequests } from '../../drivers/sql/requests.ts';
import type { Caller } from '../caller.ts';
import { GuessLimits } from './guess-limits.ts';
import type { InvitesState } from './invites-parts.ts';
import { decide, resumeApprovals } from './requests.ts';

const dayMs = 86_400_000;
const moments = ['approve', 'admit', 'finish'].flatMap((step) => [`before ${step}`, `after ${step}`]);

class Killed extends Error {}

let world: AuthWorld;
let ann: Caller;
let bob: Caller;
let room: RoomId;

beforeEach(async () => {
  world = await openAuthWorld();
  ann = await person('ann');
  bob = await person('bob');
  room = await channel({ asks: true });
});
afterEach(() => world.close());

const person = async (handle: string) => world.callerOf(await world.register(handle));
const cmid = () => world.newId<'Cmid'>() as Cmid;

async function channel(settings: { asks: boolean }): Promise<RoomId> {
  const ask = { kind: 'channel' as const, name: 'Weather', members: [], cmid: cmid() };
  const { id } = await world.rooms.create(ann, ask);
  await world.rooms.change(ann, id, { cmid: cmid(), settings });
  return id;
}

const ask = (by = bob, text?: string) => world.invites.ask(by, room, text);
const answer = (approve: boolean, by = ann, user = bob.user) =>
  world.invites.decide(by, room, { user, approve });
const waiting = async () => (await world.invites.requests(ann, room)).requests;
const isMember = async ({ user }: Caller) => (await world.roomIndex.membership(room, user)) !== undefined;

describe('R127: asking', () => {
  test('R127: a channel that asks is not joined, but asked; who may add members sees who asks', async () => {
    expect(await codeOf(world.rooms.join(bob, room))).toBe('ask-first');
    expect((await world.rooms.directory(bob, 'wea', undefined)).rooms).toMatchObject([
      { id: room, asks: true },
    ]);
    await ask(bob, 'I measure rain');
    await ask(bob, 'I measure rain and wind');
    expect(await waiting()).toMatchObject([{ user: { handle: 'bob' }, text: 'I measure rain and wind' }]);
    expect(await world.invites.asked(bob)).toEqual({ rooms: [room] });
    expect(await codeOf(world.invites.requests(bob, room))).toBe('room-not-found');
    expect(await codeOf(answer(true, bob))).toBe('room-not-found');
  });

  test('R127: who is let in is a member, and does not ask any more', async () => {
    await ask();
    await answer(true);
    expect(await isMember(bob)).toBe(true);
    expect([await waiting(), await world.invites.asked(bob)]).toEqual([[], { rooms: [] }]);
    expect(await codeOf(answer(true))).toBe('request-not-found');
    expect(await codeOf(ask())).toBe('already-member');
  });

  test('R127: who is turned down asks again after a day', async () => {
    await ask();
    await answer(false);
    expect([await isMember(bob), await waiting()]).toEqual([false, []]);
    expect(await codeOf(ask())).toBe('forbidden');
    expect(await codeOf(answer(true))).toBe('request-not-found');
    await world.clock.advance(dayMs);
    expect(await codeOf(ask())).toBe('fine');
    expect(await waiting()).toHaveLength(1);
  });

  test('R127: a request is taken back, and goes when the person comes in by an invitation', async () => {
    await ask();
    await world.invites.withdraw(bob, room);
    await world.invites.withdraw(bob, room);
    expect(await waiting()).toEqual([]);
    await ask();
    const { code } = await world.invites.create(ann, room, { kind: 'link', role: 'member' });
    await world.invites.redeem(bob, code, { address: '192.0.2.1' });
    expect(await waiting()).toEqual([]);
  });

  test('R127: rooms that do not ask, and those of the banned, are not there to be asked', async () => {
    const open = await channel({ asks: false });
    expect(await codeOf(world.invites.ask(bob, open))).toBe('room-not-found');
    expect(await codeOf(world.invites.ask(bob, await world.group(ann)))).toBe('room-not-found');
    await ask();
    await world.rooms.ban(ann, room, { user: bob.user });
    expect(await codeOf(ask())).toBe('room-not-found');
    expect(await codeOf(answer(true))).toBe('forbidden');
    expect(await isMember(bob)).toBe(false);
  });
});

describe('R127: a grant that is killed', () => {
  const approve = (state: InvitesState) => decide(state, ann, { room, user: bob.user, approve: true });

  function invitesThat(at: (moment: string) => void): InvitesState {
    const requests = sqlRequests(world.sql);
    const step = <Ask, Answer>(name: string, act: (asked: Ask) => Promise<Answer>) => {
      return async (asked: Ask): Promise<Answer> => {
        at(`before ${name}`);
        const answered = await act(asked);
        at(`after ${name}`);
        return answered;
      };
    };
    const { rooms, roomIndex, users, clock, telemetry } = world;
    return {
      store: sqlInvites(world.sql),
      requests: {
        ...requests,
        approve: step('approve', requests.approve),
        finish: step('finish', requests.finish),
      },
      rooms: { ...rooms, admit: step('admit', rooms.admit) },
      roomIndex,
      users,
      clock,
      telemetry,
      options: { publicUrl: 'https://chat.example.org', rateLimits: false },
      guesses: new GuessLimits(telemetry, false),
    };
  }
  const killedAt = (moment: string) =>
    invitesThat((now) => {
      if (now === moment) throw new Killed(moment);
    });
  const asEver = () => invitesThat(() => undefined);
  const joinings = async () => {
    const entries = await world.roomLog.read(room, 0, 500);
    return entries.filter(({ entry }) => entry.kind === 'member.joined' && entry.user === bob.user).length;
  };

  test.each(moments)('R127: %s, it is finished when the server is back, or waits again', async (moment) => {
    await ask();
    await expect(approve(killedAt(moment))).rejects.toThrow(Killed);
    const { directory, clock } = world;
    await world.stop();
    world = await openAuthWorld({ directory, clock });
    await resumeApprovals(asEver(), clock.now() + 1);
    const joined = moment !== 'before approve';
    expect([await isMember(bob), await joinings()]).toEqual([joined, joined ? 1 : 0]);
    expect(await waiting()).toHaveLength(joined ? 0 : 1);
    expect(await sqlRequests(world.sql).unfinished(clock.now() + 1, 10)).toEqual([]);
  });

  test.each(moments)('R127: %s, whoever grants it again lets the person in once', async (moment) => {
    await ask();
    await expect(approve(killedAt(moment))).rejects.toThrow(Killed);
    const again = await codeOf(approve(asEver()));
    expect(again).toBe(moment === 'after finish' ? 'request-not-found' : 'fine');
    expect([await isMember(bob), await joinings(), await waiting()]).toEqual([true, 1, []]);
  });

  test('R127: a full disk lets the grant wait, and it is taken up later', async () => {
    await ask();
    const full = invitesThat((moment) => {
      if (moment === 'before admit') throw new SupError('store-full');
    });
    expect(await codeOf(approve(full))).toBe('store-full');
    expect(await isMember(bob)).toBe(false);
    await resumeApprovals(asEver(), world.clock.now() + 1);
    expect(await isMember(bob)).toBe(true);
  });
});
