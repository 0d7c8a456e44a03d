import { describe, expect, it } from 'vitest';
import { en } from '../i18n/en';
import { fill } from '../i18n/fill';
import { checkHandle, handleFromName } from './account';
import { composerCommand } from './composer-key';
import { directionOf } from './direction';
import { isEmojiOnly } from './emoji';
import { tickOf } from './ticks';
import type { DeliveryState } from './types';

it('shows one to three emoji large, and nothing else', () => {
  for (const text of ['👍', '🥾🎉', '👩‍👩‍👧‍👦', '🇫🇮', '❤️', '👍🏽 👍🏿'])
    expect(isEmojiOnly(text), text).toBe(true);
  for (const text of ['', '1', '#', '12', '👍👍👍👍', '👍 ok', 'a'])
    expect(isEmojiOnly(text), text).toBe(false);
});

it('finds the direction of a text by its first letter', () => {
  expect(directionOf('12 שלום')).toBe('rtl');
  expect(directionOf('hello שלום')).toBe('ltr');
  expect(directionOf('12:00 👍')).toBeUndefined();
});

it('names every delivery state in words', () => {
  const states: DeliveryState[] = ['queued', 'sent', 'delivered', 'read'];
  const labels = states.map((state) => en.message.state[tickOf(state)?.label ?? 'failed']);
  expect(labels).toEqual(['Sending', 'Sent', 'Delivered', 'Read']);
  expect(tickOf('failed')).toBeUndefined();
});

it('tells delivered from read by weight, not by colour alone', () => {
  expect(tickOf('delivered')?.strong).toBe(false);
  expect(tickOf('read')?.strong).toBe(true);
});

it('offers a username for a name, which it would accept', () => {
  expect(handleFromName('Tomás Rivera')).toBe('tomas.rivera');
  expect(checkHandle(handleFromName('Tomás Rivera'))).toBe(true);
  for (const bad of ['', 'a', '.sam', 'sam-', 'sam aalto', 'x'.repeat(33)])
    expect(checkHandle(bad), bad).toBe(false);
});

it('puts values into a sentence in the order of the language', () => {
  expect(fill('{by} added {names}', { by: 'Noor', names: 'Jonas' })).toEqual([
    { text: 'Noor', value: true },
    { text: ' added ', value: false },
    { text: 'Jonas', value: true },
  ]);
});

describe('a key in the composer', () => {
  const press = { key: 'Enter', shiftKey: false, ctrlKey: false, metaKey: false, composing: false };
  const state = { enterSends: true, touch: false, empty: false, writing: true };

  it('sends with Enter, and breaks the line with Shift', () => {
    expect(composerCommand(press, state)).toBe('send');
    expect(composerCommand({ ...press, shiftKey: true }, state)).toBeUndefined();
  });

  it('sends with Ctrl when Enter makes a new line', () => {
    expect(composerCommand(press, { ...state, enterSends: false })).toBeUndefined();
    expect(composerCommand({ ...press, ctrlKey: true }, { ...state, enterSends: false })).toBe('send');
  });

  it('leaves Enter to an input method that is putting a word together', () => {
    expect(composerCommand({ ...press, composing: true }, state)).toBeUndefined();
  });

  it('makes a new line on touch', () =>
    expect(composerCommand(press, { ...state, touch: true })).toBeUndefined());

  it('edits the last message with Up in an empty field only', () => {
    expect(composerCommand({ ...press, key: 'ArrowUp' }, { ...state, empty: true })).toBe('edit-last');
    expect(composerCommand({ ...press, key: 'ArrowUp' }, state)).toBeUndefined();
  });

  it('peels one layer with Escape', () => {
    expect(composerCommand({ ...press, key: 'Escape' }, { ...state, writing: false })).toBe('cancel');
    expect(composerCommand({ ...press, key: 'Escape' }, state)).toBe('leave');
  });
});
