import { type Ack, type MarkInput, SupError } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import { mustBeAllowedToWrite, mustBeMember } from '../log/index.ts';
import type { MessagingParts } from './messaging-parts.ts';
import { aboutOf, Target } from './target.ts';
import { acked, membersOf } from './written.ts';

/** Marks a message as a decision or as something to do, or takes its mark away (R152). */
export async function mark(parts: MessagingParts, by: Caller, ask: MarkInput): Promise<Ack> {
  const target = new Target(ask.message, by.user);
  const record = await parts.log.propose(ask.room, {
    by: by.user,
    device: by.device,
    cmid: ask.cmid,
    since: ask.since,
    content: ['mark', ask.message, ask.mark?.kind ?? null, ask.mark?.who ?? null],
    prepare: () => target.load(parts, ask.room),
    decide: (live) => {
      const { state, member } = mustBeMember(live, by.user);
      const message = target.mustBeLive(state, member);
      mustBeAllowedToWrite(state, by.user, { act: 'mark', now: parts.clock.now() });
      const who = ask.mark?.who;
      const from = message.threadSeq ?? message.seq;
      // Whose it was before they left it stays; it is given only to who is here and can read it.
      if (who !== undefined && who !== message.mark?.who && !membersOf(state, [who], from))
        throw new SupError('invalid-input', { fields: { 'mark.who': 'cannot read it here' } });
      return {
        entries: [{ kind: 'mark', by: by.user, ...aboutOf(message), mark: ask.mark }],
        ...(message.hiddenFrom && { hiddenFrom: message.hiddenFrom }),
      };
    },
  });
  return acked(record);
}
