import { type Ack, type EditInput, SupError } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import { mustBeAllowedToWrite, mustBeMember } from '../log/index.ts';
import type { MessagingParts } from './messaging-parts.ts';
import { aboutOf, Target } from './target.ts';
import { acked, membersOf, mustMayCall } from './written.ts';

/** Replaces the body of a message of one's own; the former body is in no log and no answer when this resolves (R27). */
export async function edit(parts: MessagingParts, by: Caller, ask: EditInput): Promise<Ack> {
  const target = new Target(ask.message, by.user);
  const record = await parts.log.propose(ask.room, {
    by: by.user,
    device: by.device,
    cmid: ask.cmid,
    since: ask.since,
    content: contentOf(ask),
    prepare: () => target.load(parts, ask.room),
    decide: (live) => {
      const { state, member } = mustBeMember(live, by.user);
      const message = target.mustBeLive(state, member);
      // The words of a forward are another's: who forwards them cannot put others into their mouth. Nor can who asks
      // put other words into the mouth of those who have voted.
      if (message.by !== by.user || message.forwarded || message.poll) throw new SupError('forbidden');
      mustBeAllowedToWrite(state, by.user, { act: 'edit-own', now: parts.clock.now() });
      const mentions = membersOf(state, ask.mentions, message.threadSeq);
      // What is not in the store yet may have called somebody: who counted that has to hear of it (R237).
      const mayHaveCalled = message.audience || state.touched.get(message.id) === 'edit';
      const none = mayHaveCalled ? [] : undefined;
      const audience = mustMayCall(state, member.role, ask.audience) ?? none;
      return {
        entries: [
          {
            kind: 'edit',
            by: by.user,
            ...aboutOf(message),
            encoding: ask.encoding,
            body: ask.body,
            ...(mentions && { mentions }),
            ...(audience && { audience }),
            ...(state.info.settings?.editHistory && { keeps: true }),
          },
        ],
        ...(message.hiddenFrom && { hiddenFrom: message.hiddenFrom }),
      };
    },
  });
  const thread = target.thread;
  if (thread !== undefined && ask.mentions) parts.threads.grown(ask.room, thread, ask.mentions);
  return acked(record);
}

/** An edit has the content that it had before there were audiences, so that a retry of it is still known. */
function contentOf({ message, encoding, body, mentions, audience }: EditInput): readonly unknown[] {
  return ['edit', message, encoding, body, mentions ?? null, ...(audience ? [{ audience }] : [])];
}
