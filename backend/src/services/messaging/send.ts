import type { Ack, SendInput, UserId } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import {
  type Decision,
  type LiveState,
  mustBeAllowedToWrite,
  mustBeMember,
  type RoomState,
} from '../log/index.ts';
import type { MessagingParts } from './messaging-parts.ts';
import { Target } from './target.ts';
import { acked, membersOf } from './written.ts';

/** Sends a message: durable when this resolves. */
export async function send(parts: MessagingParts, by: Caller, ask: SendInput): Promise<Ack> {
  const target = ask.replyTo === undefined ? undefined : new Target(ask.replyTo, by.user);
  let hiddenFrom: UserId | undefined;

  const record = await parts.log.propose(ask.room, {
    by: by.user,
    device: by.device,
    cmid: ask.cmid,
    since: ask.since,
    content: ['send', ask.encoding, ask.body, ask.replyTo ?? null, ask.mentions ?? null],
    prepare: (state) => {
      const peer = peerIn(state, by.user);
      if (!peer && !target) return undefined;
      return Promise.all([
        target?.load(parts.history),
        peer && parts.users.blocks(peer, by.user).then((blocks) => (hiddenFrom = blocks ? peer : undefined)),
      ]).then(() => undefined);
    },
    decide: (state) => ({ ...decide(state), ...(hiddenFrom && { hiddenFrom }) }),
  });
  const ack = acked(record);
  parts.cursors.sent(by.user, ask.room, ack.seq);
  return ack;

  function decide(live: LiveState | undefined): Decision {
    const { state, member } = mustBeMember(live, by.user);
    mustBeAllowedToWrite(state, by.user, { act: 'send', now: parts.clock.now() });
    target?.mustSee(ask.room, member);
    const mentions = membersOf(state, ask.mentions);
    return {
      entries: [
        {
          kind: 'message',
          by: by.user,
          cmid: ask.cmid,
          id: parts.newMessageId(),
          encoding: ask.encoding,
          body: ask.body,
          ...(ask.replyTo && { replyTo: ask.replyTo }),
          ...(mentions && { mentions }),
        },
      ],
    };
  }
}

/** The other person of a direct room; undefined in other rooms and in the room with oneself. */
function peerIn(state: RoomState | undefined, user: UserId): UserId | undefined {
  if (state?.info.kind !== 'direct') return undefined;
  for (const member of state.members.keys()) if (member !== user) return member;
  return undefined;
}
