// R124: a redemption that is cut off anywhere is finished or undone. A kill is an error that nothing handles, after which
// the server is opened anew on its data.
import { type Cmid, limits, type RoomId, SupError } from '@sup/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AuthWorld, codeOf, openAuthWorld } from '../../../test/auth-world.ts';
import { sqlAccounts } from '../../drivers/sql/accounts.ts';
import { sqlInvites } from '../../drivers/sql/invites.ts';
import { sqlRequests } from '../../drivers/sql/requests.ts';
import type { Caller } from '../caller.ts';
import { GuessLimits } from './guess-limits.ts';
import { hashInviteCode } from './invite-code.ts';
import type { InvitesState } from './invites-parts.ts';
import { redeem, resume } from './redeem.ts';

const home = { address: '192.0.2.1' };
const steps = ['take', 'admit', 'finish'] as const;
const moments = steps.flatMap((step) => [`before ${step}`, `after ${step}`]);

class Killed extends Error {}

let world: AuthWorld;
let ann: Caller;
let bob: Caller;
let room: RoomId;
let code: string;

beforeEach(async () => {
  world = await openAuthWorld();
  ann = await world.callerOf(await world.register('ann'));
  bob = await world.callerOf(await world.register('bob'));
  room = await world.group(ann);
  ({ code } = await world.invites.create(ann, room, { kind: 'link', role: 'member', usesMax: 1 }));
});
afterEach(() => world.close());

/** Invites over the world's stores; each step passes `at` before and after. */
function invitesThat(at: (moment: string) => void): InvitesState {
  const store = sqlInvites(world.sql);
  const { rooms, roomIndex, users, clock, telemetry } = world;
  const step = <Ask, Answer>(name: string, act: (ask: Ask) => Promise<Answer>) => {
    return async (ask: Ask): Promise<Answer> => {
      at(`before ${name}`);
      const answer = await act(ask);
      at(`after ${name}`);
      return answer;
    };
  };
  return {
    store: { ...store, take: step('take', store.take), finish: step('finish', store.finish) },
    requests: sqlRequests(world.sql),
    rooms: { ...rooms, admit: step('admit', rooms.admit) },
    roomIndex,
    users,
    clock,
    telemetry,
    options: { publicUrl: 'https://chat.example.org', rateLimits: false },
    guesses: new GuessLimits(telemetry, false),
  };
}

const asEver = () => invitesThat(() => undefined);
const killedAt = (moment: string) =>
  invitesThat((now) => {
    if (now === moment) throw new Killed(moment);
  });
const now = () => world.clock.now() + 1;

async function restart(): Promise<void> {
  const { directory, clock } = world;
  await world.stop();
  world = await openAuthWorld({ directory, clock });
}

const joinings = async (who = bob) => {
  const entries = await world.roomLog.read(room, 0, 500);
  return entries.filter(({ entry }) => entry.kind === 'member.joined' && entry.user === who.user).length;
};
const isMember = async (who = bob) => (await world.roomIndex.membership(room, who.user)) !== undefined;
const uses = async () => {
  const row = await world.sql.read.selectFrom('invites').select('uses').executeTakeFirstOrThrow();
  return row.uses;
};
const kill = (moment: string) =>
  expect(redeem(killedAt(moment), bob, { code, from: home })).rejects.toThrow(Killed);

describe('R124: killed', () => {
  test.each(moments)(
    'R124: %s, a redemption is finished or undone when the server is back',
    async (moment) => {
      await kill(moment);
      await restart();
      await resume(asEver(), now());
      const joined = await isMember();
      expect(joined).toBe(moment !== 'before take');
      expect([await joinings(), await uses()]).toEqual(joined ? [1, 1] : [0, 0]);
      expect(await sqlInvites(world.sql).unfinished(now(), 10)).toEqual([]);
      // The person's own retry finds it done.
      await redeem(asEver(), bob, { code, from: home });
      expect([await joinings(), await uses()]).toEqual([1, 1]);
      const cid = await world.callerOf(await world.register('cid'));
      expect(await codeOf(redeem(asEver(), cid, { code, from: home }))).toBe('link-invalid');
    },
  );

  test.each(moments)('R124: %s, the person tries again before anyone else sees to it', async (moment) => {
    await kill(moment);
    await redeem(asEver(), bob, { code, from: home });
    expect([await isMember(), await joinings(), await uses()]).toEqual([true, 1, 1]);
    await resume(asEver(), now());
    expect([await joinings(), await uses()]).toEqual([1, 1]);
  });

  test.each(['after take', 'before admit'])(
    'R124: %s, and what it led to is no longer granted: the use is given back',
    async (moment) => {
      await kill(moment);
      expect(await uses()).toBe(1);
      const { rooms } = world;
      const cid = await world.callerOf(await world.register('cid'));
      await rooms.addMember(ann, room, { user: cid.user, role: 'owner' });
      await rooms.leave(ann, room);
      await resume(asEver(), now());
      expect([await isMember(), await uses()]).toEqual([false, 0]);
    },
  );

  test.each(['after admit', 'before finish'])(
    'R124: %s, and removed before the server saw to it: nobody comes back',
    async (moment) => {
      await kill(moment);
      await world.rooms.removeMember(ann, room, bob.user);
      await restart();
      await resume(asEver(), now());
      expect([await isMember(), await joinings(), await uses()]).toEqual([false, 1, 1]);
    },
  );

  test('R124: after admit, and so much was written since that its key is no longer in memory: nobody comes back', async () => {
    await kill('after admit');
    await world.rooms.removeMember(ann, room, bob.user);
    for (let written = 0; written <= limits.dedupeWindow; written += 100) {
      const names = Array.from({ length: 100 }, (_, n) => `Group ${written + n}`);
      await Promise.all(
        names.map((name) => world.rooms.change(ann, room, { cmid: world.newId<'Cmid'>() as Cmid, name })),
      );
    }
    await restart();
    await resume(asEver(), now());
    expect([await isMember(), await uses()]).toEqual([false, 1]);
    expect(await sqlInvites(world.sql).unfinished(now(), 10)).toEqual([]);
  });
});

test('R124: what may pass leaves the try as it is, and it is taken up later', async () => {
  const isFull = { now: true };
  const full = invitesThat((moment) => {
    if (isFull.now && moment === 'before admit') throw new SupError('store-full');
  });
  expect(await codeOf(redeem(full, bob, { code, from: home }))).toBe('store-full');
  expect(await uses()).toBe(1);
  await resume(full, now());
  expect([await isMember(), await uses()]).toEqual([false, 1]);
  isFull.now = false;
  await resume(full, now());
  expect([await isMember(), await uses()]).toEqual([true, 1]);
});

test('R124, R126: an account made with an invitation joins also if the server dies before it could', async () => {
  const id = world.newId<'UserId'>() as Caller['user'];
  const device = world.newId<'DeviceId'>() as Caller['device'];
  const at = world.clock.now();
  const later = at + 1_000;
  const session = {
    id: world.newId<'SessionId'>() as Caller['session'],
    user: id,
    device,
    client: 'a test',
    address: home.address,
    at,
    expiresAt: later,
    accessUntil: later,
    firstToken: 'x',
  };
  const names = { handle: 'cid', skeleton: 'cid', name: 'Cid', nameKey: 'cid' };
  const admission = { hash: hashInviteCode(code), intent: world.newId<'Cmid'>() as never };
  const secrets = { passwordHash: 'x', recoveryHashes: ['x'], firstAdmin: false };
  await sqlAccounts(world.sql).create({ id, ...names, ...secrets, session, admission });
  const cid = { ...bob, user: id };
  expect([await isMember(cid), await uses()]).toEqual([false, 1]);
  await restart();
  await resume(asEver(), now());
  expect([await isMember(cid), await joinings(cid), await uses()]).toEqual([true, 1, 1]);
});

test('R123: a person who deleted their account is not let in by what was left of a try', async () => {
  await kill('after take');
  await world.sql.write('accounts.delete', { user: bob.user, at: world.clock.now(), address: home.address });
  await resume(asEver(), now());
  expect(await isMember()).toBe(false);
});
