import { expect, test } from 'vitest';
import { commandAt, readArguments, readWritten, type SlashCommand } from './slash.ts';

const topic: SlashCommand = {
  name: 'topic',
  description: '',
  arguments: [{ name: 'text', hint: '', type: 'text', required: true }],
};
const mute: SlashCommand = {
  name: 'mute',
  description: '',
  arguments: [{ name: 'time', hint: '', type: 'choice', required: false, choices: ['1h', 'off'] }],
};
const tell: SlashCommand = {
  name: 'tell',
  description: '',
  arguments: [
    { name: 'who', hint: '', type: 'person', required: true },
    { name: 'what', hint: '', type: 'text', required: true },
  ],
};

test('R225: a slash and a word is a command, two slashes are text, and so is a path', () => {
  expect(readWritten('/topic  Ferries at\nnoon ')).toEqual({
    kind: 'command',
    name: 'topic',
    rest: 'Ferries at\nnoon',
  });
  expect(readWritten('/LEAVE')).toEqual({ kind: 'command', name: 'leave', rest: '' });
  expect(readWritten('//topic is a command')).toEqual({ kind: 'text', text: '/topic is a command' });
  for (const text of ['/etc/hosts is a file', '/ alone', '/1', 'say /topic', 'plain'])
    expect(readWritten(text)).toEqual({ kind: 'text', text });
});

test('each argument gets its word, the last one of words all that is left', () => {
  expect(readArguments(tell, '@noor see you  there')).toEqual({
    kind: 'given',
    values: new Map([
      ['who', '@noor'],
      ['what', 'see you  there'],
    ]),
  });
  expect(readArguments(topic, '')).toEqual({ kind: 'missing', argument: topic.arguments[0] });
  expect(readArguments(tell, '@noor')).toEqual({ kind: 'missing', argument: tell.arguments[1] });
});

test('what is not required may be left out, a choice is one of its own, and nothing is passed over', () => {
  expect(readArguments(mute, '')).toEqual({ kind: 'given', values: new Map() });
  expect(readArguments(mute, '1H')).toEqual({ kind: 'given', values: new Map([['time', '1H']]) });
  expect(readArguments(mute, '2h')).toEqual({ kind: 'wrong', argument: mute.arguments[0] });
  expect(readArguments(mute, '1h please')).toEqual({ kind: 'too-much' });
  expect(readArguments(tell, '"no" one')).toEqual({ kind: 'wrong', argument: tell.arguments[0] });
});

test('while it is written, it is known which argument one is at', () => {
  const all = [topic, mute, tell];
  expect(commandAt('/tell', all)).toBeUndefined();
  expect(commandAt('/tell ', all)).toEqual({ command: tell, current: 0 });
  expect(commandAt('/tell @no', all)).toEqual({ command: tell, current: 0 });
  expect(commandAt('/tell @noor ', all)).toEqual({ command: tell, current: 1 });
  expect(commandAt('/tell @noor see you there', all)).toEqual({ command: tell, current: 1 });
  expect(commandAt('/other ', all)).toBeUndefined();
});
