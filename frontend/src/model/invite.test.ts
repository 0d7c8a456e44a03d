import { expect, it } from 'vitest';
import { codeIn, inviteAsk, livesOf, mayInviteGuests, rolesToGive, usesOf } from './invite';

it('says a choice in the server’s terms', () => {
  expect(inviteAsk({ kind: 'link', guests: false, role: 'member', life: 'week', uses: 'any' })).toEqual({
    kind: 'link',
    role: 'member',
    expiresInSeconds: 604_800,
  });
  expect(inviteAsk({ kind: 'link', guests: false, role: 'member', life: 'ever', uses: 'one' })).toEqual({
    kind: 'link',
    role: 'member',
    expiresInSeconds: null,
    usesMax: 1,
  });
});

it('offers a code to say for a day at most', () => {
  expect(livesOf({ kind: 'spoken', guests: false })).toEqual(['hour', 'day']);
});

it('offers the roles that one may give: higher ones to who may change roles, and only below their own', () => {
  expect(rolesToGive({ kind: 'group', myRole: 'member' })).toEqual(['member', 'guest']);
  expect(rolesToGive({ kind: 'group', myRole: 'admin' })).toEqual(['member', 'guest', 'moderator']);
  expect(rolesToGive({ kind: 'group', myRole: 'owner' })).toEqual(['member', 'guest', 'moderator', 'admin']);
  const closed = { rights: { 'change-role': 'owner' } } as const;
  expect(rolesToGive({ kind: 'group', myRole: 'admin', settings: closed })).toEqual(['member', 'guest']);
});

it('finds the code in a link that was pasted', () => {
  expect(codeIn(' https://chat.example.org/join/4k9z-m2xq ')).toBe('4k9z-m2xq');
  expect(codeIn('4k9z-m2xq')).toBe('4k9z-m2xq');
});

it('invites guests by a link that ends, as guests, where one may', () => {
  const choice = { kind: 'link', guests: true, role: 'member', life: 'day', uses: 'ten' } as const;
  expect(inviteAsk(choice)).toEqual({
    kind: 'link',
    role: 'guest',
    guests: true,
    expiresInSeconds: 86_400,
    usesMax: 10,
  });
  expect(livesOf(choice)).not.toContain('ever');
  expect(usesOf(choice)).not.toContain('any');
  expect(mayInviteGuests({ kind: 'group', myRole: 'member' })).toBe(false);
  expect(mayInviteGuests({ kind: 'group', myRole: 'moderator' })).toBe(true);
  expect(mayInviteGuests({ kind: 'direct', myRole: 'member' })).toBe(false);
  const closed = { rights: { 'add-member': 'owner' } } as const;
  expect(rolesToGive({ kind: 'group', myRole: 'moderator', settings: closed })).toEqual([]);
});
