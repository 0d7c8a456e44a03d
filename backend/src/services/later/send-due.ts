/*
 * Sending what was put off touches two stores, so it is an intent (decision 2):
 *
 *   claim    from here on its writer cannot change or remove it
 *   send     like any message, with the id of the schedule as cmid: whatever is repeated is one message
 *   finish   the schedule is gone; refused for good, it stays with the reason instead
 *
 * A kill in between leaves the claimed row, which is due still.
 */
import { type SessionId, SupError, stateKey } from '@sup/protocol';
import type { DueWork } from '../due-runner.ts';
import type { LaterParts } from './later-parts.ts';
import type { Schedule } from './schedule-store.ts';

const batchMax = 100;
const firstPauseMs = 2_000;
const pauseMsMax = 600_000;

export function scheduledSends(parts: LaterParts): DueWork {
  const { store } = parts;
  return {
    name: 'scheduled messages',
    next: () => store.next(),
    async run(now) {
      for (let due = await store.due(now, batchMax); due.length > 0; due = await store.due(now, batchMax)) {
        // Those to one room in their order; another room does not wait for them.
        const byRoom = Map.groupBy(due, ({ view }) => view.room);
        await Promise.all([...byRoom.values()].map((those) => sendAll(parts, those, now)));
      }
    },
  };
}

async function sendAll(parts: LaterParts, due: readonly Schedule[], now: number): Promise<void> {
  for (const { user, id } of due) {
    const claimed = await parts.store.claim({ user, id, now });
    if (!claimed) continue;
    await tell(parts, claimed);
    await settle(parts, claimed);
    await tell(parts, claimed);
  }
}

async function settle(parts: LaterParts, schedule: Schedule): Promise<void> {
  const { store, clock, telemetry } = parts;
  const { user, id, tries } = schedule;
  try {
    await send(parts, schedule);
  } catch (error) {
    if (error instanceof SupError && error.row.retry === 'never')
      return store.refuse({ user, id, refusal: { code: error.code, text: error.message } });
    telemetry.log.warn('A scheduled message could not be sent; it is tried again.', { error });
    const asked = error instanceof SupError ? (error.details.retryAfterMs ?? 0) : 0;
    const pause = Math.max(asked, Math.min(pauseMsMax, firstPauseMs * 2 ** Math.min(tries, 20)));
    return store.postpone({ user, id, until: Math.ceil(clock.now() + pause) });
  }
  await store.finish({ user, id });
}

async function send({ messaging }: LaterParts, { id, user, device, view }: Schedule): Promise<void> {
  const { when: _when, madeAt: _madeAt, state: _state, refusal: _refusal, ...message } = view;
  const by = { user, device, session: id as string as SessionId, admin: false };
  // A try before may have been long ago: it is looked up.
  await messaging.send(by, { ...message, cmid: id, since: 0 });
}

async function tell({ ownStream }: LaterParts, { user, id }: Schedule): Promise<void> {
  await ownStream.announce(user, [stateKey.schedule(id)]);
}
