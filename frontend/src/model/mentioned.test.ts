import type { Mention } from '@sup/protocol';
import { describe, expect, it } from 'vitest';
import { type Called, type KnownNames, whoIsNamed } from './known-names';
import { audienceIn, countCalled, mentionedIn } from './mentioned';

const people = [
  { id: 1, handle: 'bob' },
  { id: 2, handle: 'Zoë.K' },
  { id: 3, handle: 'cid' },
];

it('mentions people by their whole handles, each once', () => {
  expect(mentionedIn('@bob, @bobby and **@bob**: not a mail@cid.example', people)).toEqual([1]);
});

it('takes a handle in any case, with the dot inside and without the one that ends the sentence', () => {
  expect(mentionedIn('Ask @zoë.k.', people)).toEqual([2]);
});

it('mentions nobody who is not here, and nobody in code', () => {
  expect(mentionedIn('@nobody', people)).toEqual([]);
  expect(mentionedIn('`@bob` and\n```\n@cid\n```', people)).toEqual([]);
});

describe('whom a message calls', () => {
  const others = people.map(({ id }) => ({ id, role: id === 1 ? 'owner' : 'member' }));
  const countOf = (text: string, otherCount = others.length) => {
    const calling = { mentions: mentionedIn(text, people), audience: audienceIn(text) };
    return countCalled(calling, { others, otherCount });
  };

  it('is an audience where it names everyone or roles, in any case, and not in code', () => {
    expect(audienceIn('Hi @Everyone and @ADMIN')).toEqual(['everyone', 'admin']);
    expect(audienceIn('@bob, `@everyone` and #everyone')).toEqual([]);
  });

  it('is counted each once: who is named, all of a role, or everyone else, known here or not', () => {
    expect([countOf('@bob and @cid'), countOf('@bob and @Owner'), countOf('@member @cid')]).toEqual([
      2, 1, 2,
    ]);
    expect(countOf('@cid and @everyone', 999)).toBe(999);
    expect(countOf('`@everyone` @guest')).toBe(0);
  });
});

describe('a mention that is shown', () => {
  const names: KnownNames = {
    mine: 'sam',
    person: (handle) => (handle === 'noor' ? 'n' : undefined),
    room: (name) => (name === 'trail-map' ? 'r' : undefined),
  };
  const named = (of: Mention['of'], name: string, called: Called = {}) =>
    whoIsNamed({ kind: 'mention', of, name }, names, called);

  it('is me by my handle in any case, and where an audience that the message calls means me', () => {
    const admins: Called = { audience: ['owner', 'admin'], calledAs: 'admin' };
    const all: Called = { audience: ['everyone'], calledAs: 'everyone' };
    expect([
      named('person', 'Sam'),
      named('role', 'Admin', admins),
      named('everyone', 'everyone', all),
    ]).toEqual(Array(3).fill('me'));
  });

  it('is somebody or something else that is known', () => {
    const owners: Called = { audience: ['owner'] };
    expect([named('person', 'noor'), named('role', 'owner', owners), named('room', 'trail-map')]).toEqual(
      Array(3).fill('other'),
    );
  });

  it('is only text where the message calls no audience', () => {
    expect([named('everyone', 'everyone'), named('role', 'admin', { audience: ['owner'] })]).toEqual([
      'nobody',
      'nobody',
    ]);
  });

  it('is only text where nobody is called so', () => {
    expect([named('person', 'eve'), named('room', 'nowhere')]).toEqual(['nobody', 'nobody']);
  });
});
