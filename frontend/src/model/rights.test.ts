import { forever } from '@sup/protocol/wire';
import { expect, it } from 'vitest';
import { actsUpon, type MyPlace, may, mayDelete, writingBlock } from './rights';

const place = (more: Partial<MyPlace> = {}): MyPlace => ({
  kind: 'group',
  myRole: 'member',
  settings: {},
  ...more,
});

it('R91: what a room has set decides what is offered', () => {
  expect(may(place(), 'ban')).toBe(false);
  expect(may(place({ myRole: 'moderator' }), 'ban')).toBe(true);
  expect(may(place({ settings: { rights: { ban: 'member' } } }), 'ban')).toBe(true);
  expect(may(place({ kind: 'direct', myRole: 'owner' }), 'ban')).toBe(false);
});

it('R90: nobody is offered to act upon people who are not below them', () => {
  const admin = place({ myRole: 'admin' });
  expect(actsUpon(admin, 'moderator')).toEqual({
    roles: ['moderator', 'member', 'guest'],
    transfer: false,
    mute: true,
    remove: true,
    ban: true,
  });
  const none = { roles: [], transfer: false, mute: false, remove: false, ban: false };
  expect(actsUpon(admin, 'admin')).toEqual(none);
  expect(actsUpon(place(), 'guest')).toEqual(none);
  const owner = actsUpon(place({ myRole: 'owner' }), 'member');
  expect(owner).toMatchObject({ transfer: true, roles: ['owner', 'admin', 'moderator', 'member', 'guest'] });
});

it('R26: moderators delete what people below them said, owners everything', () => {
  const moderator = place({ myRole: 'moderator' });
  expect(mayDelete(moderator, { mine: false, role: 'member' })).toBe(true);
  expect(mayDelete(moderator, { mine: false, role: undefined })).toBe(true);
  expect(mayDelete(moderator, { mine: false, role: 'admin' })).toBe(false);
  expect(mayDelete(place({ myRole: 'owner' }), { mine: false, role: 'owner' })).toBe(true);
  expect(mayDelete(place(), { mine: true, role: 'member' })).toBe(true);
});

it('tells why one cannot write: archived before muted, muted before the role', () => {
  expect(writingBlock(place(), 10)).toBeUndefined();
  expect(writingBlock(place({ mutedUntil: 10 }), 10)).toBeUndefined();
  expect(writingBlock(place({ mutedUntil: 11 }), 10)).toEqual({ why: 'muted', until: 11 });
  expect(writingBlock(place({ mutedUntil: forever }), 10)).toEqual({ why: 'muted' });
  expect(writingBlock(place({ settings: { announcement: true } }), 10)).toEqual({ why: 'announcement' });
  expect(writingBlock(place({ settings: { rights: { send: 'admin' } } }), 10)).toEqual({
    why: 'role',
    role: 'admin',
  });
  const settings = { archived: true, announcement: true };
  expect(writingBlock(place({ settings, mutedUntil: 11 }), 10)).toEqual({ why: 'archived' });
});

it('R200: in a chat that is deleted nothing is offered, not even to its owner', () => {
  const deleted = place({ myRole: 'owner', deletesAt: 99 });
  expect(may(deleted, 'delete-room')).toBe(false);
  expect(mayDelete(deleted, { mine: true, role: 'owner' })).toBe(false);
  const none = { roles: [], transfer: false, mute: false, remove: false, ban: false };
  expect(actsUpon(deleted, 'guest')).toEqual(none);
  expect(writingBlock({ ...deleted, settings: { archived: true } }, 10)).toEqual({ why: 'deleted' });
});
