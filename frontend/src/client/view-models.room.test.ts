import type * as Sdk from '@sup/sdk';
import { expect, it } from 'vitest';
import { type People, roomSummaryOf } from './view-models';

const nobody: People = { user: () => undefined, presence: () => undefined };
const room = {
  id: 'r',
  kind: 'group',
  name: 'Ferry crew',
  memberCount: 3,
  at: 1,
  unread: 2,
  mentions: 0,
  typing: [],
  failed: 0,
  pinned: false,
  putAway: false,
  level: 'all',
} as unknown as Sdk.RoomSummary;

it('shows a chat as muted only as long as its mute lasts', () => {
  const until = (ms: number): Sdk.RoomSummary => ({
    ...room,
    mute: { level: 'nothing', until: Date.now() + ms },
  });
  expect(roomSummaryOf(until(60_000), nobody).muted).toBe(true);
  expect(roomSummaryOf(until(-1), nobody).muted).toBe(false);
  expect(roomSummaryOf({ ...room, mute: { level: 'mentions' } }, nobody).muted).toBe(true);
  expect(roomSummaryOf(room, nobody).muted).toBe(false);
  expect(roomSummaryOf({ ...room, level: 'nothing' }, nobody)).toMatchObject({ muted: true, silent: true });
});

it('tells the draft and what could not be sent beside the last message', () => {
  const last = {
    by: 'a',
    at: 1,
    text: 'Gate code',
    mine: true,
    status: 'failed',
  } as unknown as Sdk.RoomSummary['last'];
  const shown = roomSummaryOf(
    { ...room, failed: 1, draft: { text: 'half', at: 1 }, ...(last ? { last } : {}) },
    nobody,
  );
  expect(shown).toMatchObject({ failed: 'Gate code', draft: 'half' });
});
