import { expect, test } from 'vitest';
import { decide } from './decide.ts';
import type { Facts } from './facts.ts';

/** A message that nothing speaks against, in a room that may tell all. */
const plain: Facts = {
  isMine: false,
  isDeleted: false,
  isBlocked: false,
  isWaiting: false,
  setting: { level: 'all', isUsual: true },
  mute: undefined,
  isQuietTime: false,
  isNamed: false,
  calledAs: undefined,
  keyword: undefined,
  isActive: false,
};

/** What each rule needs to apply, and what it says. */
const rules = {
  own: { facts: { isMine: true }, says: [false, 'own'] },
  deleted: { facts: { isDeleted: true }, says: [false, 'deleted'] },
  blocked: { facts: { isBlocked: true }, says: [false, 'blocked'] },
  'not accepted': { facts: { isWaiting: true }, says: [false, 'not-accepted'] },
  'level nothing': {
    facts: { setting: { level: 'nothing', isUsual: false } },
    says: [false, 'room-setting'],
  },
  'mute all': { facts: { mute: { level: 'nothing' } }, says: [false, 'mute'] },
  'mute but mentions': { facts: { mute: { level: 'mentions' } }, says: [false, 'mute'] },
  'quiet time': { facts: { isQuietTime: true }, says: [false, 'do-not-disturb'] },
  'level mentions': {
    facts: { setting: { level: 'mentions', isUsual: false } },
    says: [false, 'room-setting'],
  },
  'not followed': { facts: { thread: 'not-followed' }, says: [false, 'thread-follow'] },
  active: { facts: { isActive: true }, says: [false, 'active-elsewhere'] },
  mention: { facts: { isNamed: true }, says: [true, 'mention'] },
  keyword: { facts: { keyword: 'ferry' }, says: [true, 'keyword'] },
  followed: { facts: { thread: 'followed' }, says: [true, 'thread-follow'] },
  'level all': { facts: { setting: { level: 'all', isUsual: false } }, says: [true, 'room-setting'] },
} as const satisfies Record<string, { facts: Partial<Facts>; says: readonly [boolean, string] }>;

type Name = keyof typeof rules;
const names = Object.keys(rules) as Name[];

/** Which of two wins where both could apply: each rule, with all those that it wins over. */
const winsOver: Readonly<Record<Name, readonly Name[]>> = {
  own: [
    'deleted',
    'blocked',
    'not accepted',
    'level nothing',
    'mute all',
    'mute but mentions',
    'quiet time',
    'level mentions',
    'not followed',
    'active',
    'mention',
    'keyword',
    'followed',
    'level all',
  ],
  deleted: [
    'blocked',
    'not accepted',
    'level nothing',
    'mute all',
    'mute but mentions',
    'quiet time',
    'level mentions',
    'not followed',
    'active',
    'mention',
    'keyword',
    'followed',
    'level all',
  ],
  blocked: [
    'not accepted',
    'level nothing',
    'mute all',
    'mute but mentions',
    'quiet time',
    'level mentions',
    'not followed',
    'active',
    'mention',
    'keyword',
    'followed',
    'level all',
  ],
  'not accepted': [
    'level nothing',
    'mute all',
    'mute but mentions',
    'quiet time',
    'level mentions',
    'not followed',
    'active',
    'mention',
    'keyword',
    'followed',
    'level all',
  ],
  'level nothing': [
    'mute all',
    'mute but mentions',
    'quiet time',
    'not followed',
    'active',
    'mention',
    'keyword',
    'followed',
  ],
  'mute all': [
    'quiet time',
    'level mentions',
    'not followed',
    'active',
    'mention',
    'keyword',
    'followed',
    'level all',
  ],
  'mute but mentions': ['quiet time', 'level mentions', 'not followed', 'active', 'followed', 'level all'],
  'quiet time': ['level mentions', 'not followed', 'active', 'mention', 'keyword', 'followed', 'level all'],
  'level mentions': ['not followed', 'active'],
  'not followed': ['active', 'level all'],
  active: ['mention', 'keyword', 'followed', 'level all'],
  // What calls me wins over all that only holds back what does not.
  mention: ['mute but mentions', 'level mentions', 'not followed', 'keyword', 'followed', 'level all'],
  keyword: ['mute but mentions', 'level mentions', 'not followed', 'followed', 'level all'],
  followed: ['level mentions', 'level all'],
  'level all': [],
};

/** Two values of one fact: they never meet. */
const neverBoth: readonly (readonly [Name, Name])[] = [
  ['level nothing', 'level mentions'],
  ['level nothing', 'level all'],
  ['level mentions', 'level all'],
  ['mute all', 'mute but mentions'],
  ['not followed', 'followed'],
];

const pairs = names.flatMap((one, at) => names.slice(at + 1).map((other) => [one, other] as const));
const isNever = ([one, other]: readonly [Name, Name]) =>
  neverBoth.some((pair) => pair.includes(one) && pair.includes(other));

test.each(names)('R101: alone, %s decides as it says', (name) => {
  const { notify, rule } = decide({ ...plain, ...rules[name].facts });
  expect([notify, rule]).toEqual(rules[name].says);
});

test('R101: every pair of rules is stated exactly once', () => {
  expect(pairs).toHaveLength(105);
  for (const [one, other] of pairs) {
    const said = [winsOver[one].includes(other), winsOver[other].includes(one), isNever([one, other])];
    expect(said.filter(Boolean), `${one} and ${other}`).toHaveLength(1);
  }
});

test.each(pairs.filter((pair) => !isNever(pair)))('R101: of %s and %s the stated one wins', (one, other) => {
  const winner = winsOver[one].includes(other) ? one : other;
  const { notify, rule } = decide({ ...plain, ...rules[one].facts, ...rules[other].facts });
  expect([notify, rule]).toEqual(rules[winner].says);
});

test('R101: what decided comes with what a person has to know of it', () => {
  expect(decide({ ...plain, setting: { level: 'mentions', isUsual: true } })).toEqual({
    notify: false,
    rule: 'room-setting',
    level: 'mentions',
    usual: true,
  });
  expect(decide({ ...plain, mute: { level: 'nothing', until: 5 } })).toEqual({
    notify: false,
    rule: 'mute',
    until: 5,
  });
  expect(decide({ ...plain, keyword: 'ferry' })).toEqual({ notify: true, rule: 'keyword', keyword: 'ferry' });
});

test('R236: an audience that means somebody mentions them, and is told where nothing names them', () => {
  const called = { ...plain, calledAs: 'everyone' } as const;
  expect(decide(called)).toEqual({ notify: true, rule: 'mention', audience: 'everyone' });
  expect(decide({ ...called, isNamed: true })).toEqual({ notify: true, rule: 'mention' });
  const quiet = { setting: { level: 'mentions', isUsual: false }, mute: { level: 'mentions' } } as const;
  expect(decide({ ...called, ...quiet, calledAs: 'moderator' })).toEqual({
    notify: true,
    rule: 'mention',
    audience: 'moderator',
  });
});

test('R101: a yes that hangs on whether somebody was looking says so where that is forgotten; a no does not', () => {
  expect(decide({ ...plain, isNamed: true, isActive: undefined })).toEqual({
    notify: true,
    rule: 'mention',
    unsure: true,
  });
  expect(decide({ ...plain, isBlocked: true, isActive: undefined })).toEqual({
    notify: false,
    rule: 'blocked',
  });
});
