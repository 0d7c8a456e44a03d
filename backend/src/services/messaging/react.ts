import { type Ack, limits, type ReactInput, SupError } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import { mustBeAllowedToWrite, mustBeMember } from '../log/index.ts';
import type { StoredMessage } from './history.ts';
import type { MessagingParts } from './messaging-parts.ts';
import { aboutOf, Target } from './target.ts';
import { acked } from './written.ts';

/** Puts a reaction on a message or takes one's own away; repeating it changes nothing that is shown (R28). */
export async function react(parts: MessagingParts, by: Caller, ask: ReactInput): Promise<Ack> {
  const target = new Target(ask.message, by.user);
  const record = await parts.log.propose(ask.room, {
    by: by.user,
    device: by.device,
    cmid: ask.cmid,
    since: ask.since,
    content: ['react', ask.message, ask.emoji, ask.on],
    prepare: () => target.load(parts, ask.room),
    decide: (live) => {
      const { state, member } = mustBeMember(live, by.user);
      const message = target.mustBeLive(state, member);
      mustBeAllowedToWrite(state, by.user, { act: 'react', now: parts.clock.now() });
      if (ask.on) mustHaveRoomFor(message, ask.emoji);
      const { emoji, on } = ask;
      return {
        entries: [{ kind: 'reaction', by: by.user, ...aboutOf(message), emoji, on }],
        ...(message.hiddenFrom && { hiddenFrom: message.hiddenFrom }),
      };
    },
  });
  return acked(record);
}

/** The limit is on what people see, so two new kinds at the same moment may exceed it by one. */
function mustHaveRoomFor(message: StoredMessage, emoji: string): void {
  if (message.reactions.some((reaction) => reaction.emoji === emoji)) return;
  if (message.reactions.length >= limits.reactionKindsMax) throw new SupError('too-many-reactions');
}
