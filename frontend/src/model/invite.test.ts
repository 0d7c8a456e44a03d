import { expect, it } from 'vitest';
import { inviteAsk, livesOf, rolesToGive } from './invite';

it('says a choice in the server’s terms', () => {
  expect(inviteAsk({ kind: 'link', role: 'member', life: 'week', uses: 'any' })).toEqual({
    kind: 'link',
    role: 'member',
    expiresInSeconds: 604_800,
  });
  expect(inviteAsk({ kind: 'link', role: 'member', life: 'ever', uses: 'one' })).toEqual({
    kind: 'link',
    role: 'member',
    expiresInSeconds: null,
    usesMax: 1,
  });
});

it('offers a code to say for a day at most', () => {
  expect(livesOf('spoken')).toEqual(['hour', 'day']);
});

it('offers the roles that one may give: higher ones to who may change roles, and only below their own', () => {
  expect(rolesToGive({ kind: 'group', myRole: 'member' })).toEqual(['member', 'guest']);
  expect(rolesToGive({ kind: 'group', myRole: 'admin' })).toEqual(['member', 'guest', 'moderator']);
  expect(rolesToGive({ kind: 'group', myRole: 'owner' })).toEqual(['member', 'guest', 'moderator', 'admin']);
  const closed = { rights: { 'change-role': 'owner' } } as const;
  expect(rolesToGive({ kind: 'group', myRole: 'admin', settings: closed })).toEqual(['member', 'guest']);
});
