// Rights about a poll, decided at the head of its room's log though nothing is logged.
import { makeId, SupError } from '@sup/protocol';
import type { Caller } from '../../caller.ts';
import { type LiveState, type Membership, mustBeMember } from '../../log/index.ts';
import type { StoredMessage } from '../history.ts';
import { Target } from '../target.ts';
import type { PollPlace } from './polls.ts';
import type { PollsParts } from './polls-parts.ts';

interface Found {
  readonly state: LiveState;
  readonly member: Membership;
  readonly message: StoredMessage;
}

/** Lets pass who `mustBeAllowed` does at their turn; throws as R29 says, message-deleted, moved, and invalid-input for what is no poll. */
export async function mustBePoll(
  parts: PollsParts,
  by: Caller,
  { room, message, mustBeAllowed }: PollPlace & { mustBeAllowed: (found: Found) => void },
): Promise<void> {
  const { clock } = parts;
  const target = new Target(message, by.user);
  await parts.log.propose(room, {
    by: by.user,
    device: by.device,
    // Nothing is logged: no other try has the same.
    cmid: makeId<'Cmid'>(clock.now(), clock.random(10)),
    since: Number.MAX_SAFE_INTEGER,
    content: ['poll'],
    prepare: () => target.load(parts, room),
    decide: (live) => {
      const { state, member } = mustBeMember(live, by.user);
      const found = target.mustBeLive(state, member);
      mustBeAllowed({ state, member, message: found });
      if (!found.poll) throw new SupError('invalid-input', { fields: { message: 'is no poll' } });
      return { entries: [] };
    },
  });
}
