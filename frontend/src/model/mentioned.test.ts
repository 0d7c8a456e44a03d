import type { Mention } from '@sup/protocol';
import { describe, expect, it } from 'vitest';
import { type KnownNames, whoIsNamed } from './known-names';
import { mentionedIn, namesMany, tellingOf } from './mentioned';

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

describe('whom a message tells', () => {
  const toldBy = <Id>(text: string, of: Parameters<typeof tellingOf<Id>>[1]) => tellingOf(text, of).told;
  const room = people.map((person) => ({ ...person, role: person.id === 1 ? 'owner' : 'member' }));

  it('is who it names, all of a role, or everyone, each once', () => {
    expect(toldBy('@bob and @cid', room)).toEqual([1, 3]);
    expect(toldBy('@Owner, please', room)).toEqual([1]);
    expect(toldBy('@cid and @everyone', room)).toEqual([3, 1, 2]);
    expect(toldBy('`@everyone` @guest', room)).toEqual([]);
  });

  it('is only who is named where a message cannot name all', () => {
    const crowd = Array.from({ length: 51 }, (_, id) => ({ id, handle: `p${id}`, role: 'member' }));
    expect(toldBy('@everyone @p7', crowd)).toEqual([7]);
    expect(toldBy('@everyone', crowd.slice(1))).toHaveLength(50);
    expect(tellingOf('@everyone', crowd)).toEqual({ told: [], meant: 51 });
  });

  it('needs to know who is here where it means many', () => {
    expect(namesMany('Hi @everyone')).toBe(true);
    expect(namesMany('@admin: look')).toBe(true);
    expect(namesMany('@bob, `@everyone` and #everyone')).toBe(false);
  });
});

describe('a mention that is shown', () => {
  const names: KnownNames = {
    mine: 'sam',
    myRole: 'admin',
    person: (handle) => (handle === 'noor' ? 'n' : undefined),
    room: (name) => (name === 'trail-map' ? 'r' : undefined),
  };
  const named = (of: Mention['of'], name: string) => whoIsNamed({ kind: 'mention', of, name }, names);

  it('is me by my handle in any case, by my role, and as one of everyone', () => {
    expect([named('person', 'Sam'), named('role', 'Admin'), named('everyone', 'everyone')]).toEqual(
      Array(3).fill('me'),
    );
  });

  it('is somebody or something else that is known', () => {
    expect([named('person', 'noor'), named('role', 'owner'), named('room', 'trail-map')]).toEqual(
      Array(3).fill('other'),
    );
  });

  it('is only text where nobody is called so', () => {
    expect([named('person', 'eve'), named('room', 'nowhere')]).toEqual(['nobody', 'nobody']);
  });
});
