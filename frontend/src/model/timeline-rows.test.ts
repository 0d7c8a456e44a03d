import { describe, expect, it } from 'vitest';
import { timelineRows } from './timeline-rows';
import type { MessageItem, SystemItem, TimelineItem } from './types';

const noon = new Date(2026, 10, 23, 12, 0).getTime();
const minute = 60_000;
const now = noon + 60 * minute;

function said(by: string, [seq, minutes]: [number, number], more: Partial<MessageItem> = {}): MessageItem {
  return {
    kind: 'message',
    id: `m${seq}`,
    seq,
    by,
    byName: by,
    mine: by === 'sam',
    at: noon + minutes * minute,
    body: `message ${seq}`,
    edited: false,
    deleted: false,
    reactions: [],
    state: 'read',
    ...more,
  };
}

function joined(name: string, seq: number, minutes: number): SystemItem {
  return {
    kind: 'system',
    id: `s${seq}`,
    seq,
    at: noon + minutes * minute,
    event: { type: 'joined', by: name, names: [name] },
  };
}

function shape(timeline: readonly TimelineItem[], unreadFrom?: number): string[] {
  return timelineRows(timeline, { now, unreadFrom }).map((row) => {
    if (row.kind === 'message') return `${row.item.id} ${row.place}`;
    return row.kind === 'unread' ? `unread ${row.count}` : row.kind;
  });
}

describe('groups', () => {
  it('join messages of one sender up to five minutes apart', () => {
    const timeline = [
      said('noor', [1, 0]),
      said('noor', [2, 5]),
      said('noor', [3, 6]),
      said('noor', [4, 12]),
    ];
    expect(shape(timeline)).toEqual(['day', 'm1 first', 'm2 middle', 'm3 last', 'm4 single']);
  });

  it('end with another sender, a system line and an answer', () => {
    const quote = { id: 'm1', by: 'noor', byName: 'noor', mine: false, text: 'message 1' };
    const timeline = [
      said('noor', [1, 0]),
      said('sam', [2, 0]),
      joined('ada', 3, 0),
      said('sam', [4, 0]),
      said('sam', [5, 0], { quote }),
    ];
    expect(shape(timeline)).toEqual(['day', 'm1 single', 'm2 single', 'system', 'm4 single', 'm5 single']);
  });

  it('end with the day', () => {
    const timeline = [said('noor', [1, -12 * 60 - 1]), said('noor', [2, -12 * 60 + 1])];
    expect(shape(timeline)).toEqual(['day', 'm1 single', 'day', 'm2 single']);
  });
});

describe('the unread line', () => {
  it('stands before the first unread message, breaks its group, and counts what others wrote', () => {
    const timeline = [
      said('noor', [1, 0]),
      said('noor', [2, 1]),
      said('sam', [3, 1]),
      said('noor', [4, 2], { deleted: true }),
    ];
    expect(shape(timeline, 2)).toEqual([
      'day',
      'm1 single',
      'unread 1',
      'm2 single',
      'm3 single',
      'm4 single',
    ]);
  });

  it('is absent when nothing is unread', () => {
    expect(shape([said('noor', [1, 0])])).not.toContain('unread 1');
  });

  it('ignores messages that the server does not have yet', () => {
    const { seq: _seq, ...queued } = said('sam', [2, 1], { state: 'queued' });
    expect(shape([said('noor', [1, 0]), queued], 2)).toEqual(['day', 'm1 single', 'm2 single']);
  });
});

it('folds joins within ten minutes into one line', () => {
  const rows = timelineRows([joined('ada', 1, 0), joined('noor', 2, 9), joined('mika', 3, 30)], { now });
  const names = rows.flatMap((row) =>
    row.kind === 'system' && 'names' in row.item.event ? [row.item.event.names] : [],
  );
  expect(names).toEqual([['ada', 'noor'], ['mika']]);
});

it('folds the additions of one person, and leaves out that who made a group joined it', () => {
  const event = (seq: number, what: SystemItem['event']): SystemItem => ({
    kind: 'system',
    id: String(seq),
    seq,
    at: now,
    event: what,
  });
  const timeline = [
    event(1, { type: 'created', by: 'ada', name: 'Ferry' }),
    event(2, { type: 'joined', by: 'ada', names: ['ada'] }),
    event(3, { type: 'added', by: 'ada', names: ['noor'] }),
    event(4, { type: 'added', by: 'ada', names: ['mika'] }),
    event(5, { type: 'added', by: 'noor', names: ['sam'] }),
  ];
  const events = timelineRows(timeline, { now }).flatMap((row) =>
    row.kind === 'system' ? [row.item.event] : [],
  );
  expect(events).toEqual([
    { type: 'created', by: 'ada', name: 'Ferry' },
    { type: 'added', by: 'ada', names: ['noor', 'mika'] },
    { type: 'added', by: 'noor', names: ['sam'] },
  ]);
});

it('makes rows of 50,000 messages in well under a second', () => {
  const timeline = Array.from({ length: 50_000 }, (_, index) =>
    said(index % 5 ? 'noor' : 'sam', [index, index / 10]),
  );
  const start = performance.now();
  expect(timelineRows(timeline, { now }).length).toBeGreaterThan(50_000);
  expect(performance.now() - start).toBeLessThan(1_000);
});

describe('events in a row', () => {
  const left = (name: string, seq: number): SystemItem => ({
    kind: 'system',
    id: `s${seq}`,
    seq,
    at: noon,
    event: { type: 'left', by: name },
  });
  const busy = [left('ada', 1), joined('bo', 2, 0), left('cy', 3), said('sam', [4, 0]), left('di', 5)];

  it('are one line from three on, which shows them when it is opened; fewer stand as they are', () => {
    expect(shape(busy)).toEqual(['day', 'events', 'm4 single', 'system']);
    expect(shape(busy.slice(1))).toEqual(['day', 'system', 'system', 'm4 single', 'system']);
    const rows = timelineRows(busy, { now });
    const line = rows[1];
    expect(line).toMatchObject({ kind: 'events', count: 3, open: false, at: noon });
    const opened = timelineRows(busy, { now, opened: new Set([line?.key ?? '']) });
    expect(opened.map(({ kind }) => kind)).toEqual([
      'day',
      'events',
      'system',
      'system',
      'system',
      'message',
      'system',
    ]);
  });

  it('leave what happened last in sight', () => {
    const now = [left('ada', 1), joined('bo', 2, 0), left('cy', 3), left('di', 4)];
    expect(shape(now)).toEqual(['day', 'events', 'system']);
    expect(shape(now.slice(1))).toEqual(['day', 'system', 'system', 'system']);
  });

  it('keep to their own side of the unread line', () => {
    expect(shape(busy, 2)).toEqual(['day', 'system', 'unread 0', 'system', 'system', 'm4 single', 'system']);
  });
});
