import type { Ack, DeleteInput } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import { mustBeAllowed, mustBeMember } from '../log/index.ts';
import type { MessagingParts } from './messaging-parts.ts';
import { Target } from './target.ts';
import { acked } from './written.ts';

/** Deletes a message: its place stays, its body is in no log and no answer when this resolves (R27). */
export async function deleteMessage(parts: MessagingParts, by: Caller, ask: DeleteInput): Promise<Ack> {
  const target = new Target(ask.message, by.user);
  const record = await parts.log.propose(ask.room, {
    by: by.user,
    device: by.device,
    cmid: ask.cmid,
    since: ask.since,
    content: ['delete', ask.message],
    prepare: () => target.load(parts.history),
    decide: (live) => {
      const { state, member } = mustBeMember(live, by.user);
      const message = target.mustBeLive(state, member);
      mustBeAllowed(state, member.role, message.by === by.user ? 'delete-own' : 'delete-any');
      return {
        entries: [{ kind: 'delete', by: by.user, target: message.id, targetSeq: message.seq }],
        ...(message.hiddenFrom && { hiddenFrom: message.hiddenFrom }),
      };
    },
  });
  return acked(record);
}
