import type { Ack, DeleteInput, UserId } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import { type LiveState, type Membership, mustBeAllowed, mustBeMember, mustOutrank } from '../log/index.ts';
import type { StoredMessage } from './history.ts';
import type { MessagingParts } from './messaging-parts.ts';
import { aboutOf, Target } from './target.ts';
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
    prepare: () => target.load(parts, ask.room),
    decide: (live) => {
      const { state, member } = mustBeMember(live, by.user);
      const message = target.mustBeLive(state, member);
      mustBeAllowedToRemove({ state, member, message }, by.user);
      return {
        entries: [
          { kind: 'delete', by: by.user, ...aboutOf(message), ...(leavesNothing(state, message) && nothing) },
        ],
        ...(message.hiddenFrom && { hiddenFrom: message.hiddenFrom }),
      };
    },
  });
  return acked(record);
}

const nothing = { leaves: 'nothing' } as const;

/** By the room's policy; where a thread grew from it a tombstone stays, for the thread stays as well. */
function leavesNothing({ info, threads }: LiveState, { id, grown }: StoredMessage): boolean {
  return info.settings?.deletionLeaves === 'nothing' && grown === undefined && !threads.has(id);
}

/** Throws forbidden for who may neither delete what they said themselves nor what others said. */
export function mustBeAllowedToRemove(
  { state, member, message }: { state: LiveState; member: Membership; message: Pick<StoredMessage, 'by'> },
  user: UserId,
): void {
  if (message.by === user) mustBeAllowed(state, member.role, 'delete-own');
  else mustBeAllowedToDelete(state, member, message.by);
}

/** What others said is deleted from above (R26); owners delete everything, and everyone who may what those said who have left. */
function mustBeAllowedToDelete(state: LiveState, { role }: Membership, author: UserId): void {
  mustBeAllowed(state, role, 'delete-any');
  const there = state.members.get(author);
  if (there && role !== 'owner') mustOutrank(role, there.role);
}
