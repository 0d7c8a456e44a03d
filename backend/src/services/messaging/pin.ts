import { type Ack, limits, type PinInput, SupError } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import { mustBeAllowedToWrite, mustBeMember } from '../log/index.ts';
import type { MessagingParts } from './messaging-parts.ts';
import { aboutOf, Target } from './target.ts';
import { acked } from './written.ts';

/** Puts a message on top of the room for all, or takes it off; repeating it changes nothing that is shown (R150). */
export async function pin(parts: MessagingParts, by: Caller, ask: PinInput): Promise<Ack> {
  const target = new Target(ask.message, by.user);
  let pins = 0;
  const record = await parts.log.propose(ask.room, {
    by: by.user,
    device: by.device,
    cmid: ask.cmid,
    since: ask.since,
    content: ['pin', ask.message, ask.on],
    prepare: async () => {
      const [count] = await Promise.all([parts.kept.countPins(ask.room), target.load(parts, ask.room)]);
      pins = count;
    },
    decide: (live) => {
      const { state, member } = mustBeMember(live, by.user);
      const message = target.mustBeLive(state, member);
      mustBeAllowedToWrite(state, by.user, { act: 'pin', now: parts.clock.now() });
      // The limit is for what people look through, so two new pins at the same moment may exceed it by one.
      if (ask.on && !message.pinned && pins >= limits.pinsMax) throw new SupError('too-many-pins');
      return {
        entries: [{ kind: 'pin', by: by.user, ...aboutOf(message), on: ask.on }],
        ...(message.hiddenFrom && { hiddenFrom: message.hiddenFrom }),
      };
    },
  });
  return acked(record);
}
