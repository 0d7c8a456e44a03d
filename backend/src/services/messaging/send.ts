import type { Ack, SendInput, UserId } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import {
  type Decision,
  type LiveState,
  mustBeAllowedToWrite,
  mustBeMember,
  type RoomState,
} from '../log/index.ts';
import { type Forwarded, mustForward } from './forwarded.ts';
import type { MessagingParts } from './messaging-parts.ts';
import { contentOfPoll, mustBePoll } from './must-be-poll.ts';
import { Target } from './target.ts';
import { ThreadRoot } from './thread-root.ts';
import { acked, membersOf, mustMayCall } from './written.ts';

/** Sends a message: durable when this resolves. */
export async function send(parts: MessagingParts, by: Caller, ask: SendInput): Promise<Ack> {
  const target = ask.replyTo === undefined ? undefined : new Target(ask.replyTo, by.user);
  const root = ask.thread === undefined ? undefined : new ThreadRoot(ask.thread, by.user);
  let peer: UserId | undefined;
  let hiddenFrom: UserId | undefined;
  let forwarded: Forwarded | undefined;

  const record = await parts.log.propose(ask.room, {
    by: by.user,
    device: by.device,
    cmid: ask.cmid,
    since: ask.since,
    content: contentOf(ask),
    prepare: (state) => {
      peer = peerIn(state, by.user);
      // Whoever writes in a room that waits for them accepts it.
      const entering = state?.members.has(by.user) ? parts.contacts.entering(ask.room, by.user) : undefined;
      const { forwards } = ask;
      if (!peer && !target && !root && !entering && !forwards) return undefined;
      return Promise.all([
        entering,
        forwards && mustForward(parts, by, { ...ask, forwards }).then((found) => (forwarded = found)),
        target?.load(parts, ask.room),
        root?.load(parts, ask.room),
        hiddenFromPeer(parts, peer, by.user).then((hidden) => (hiddenFrom = hidden)),
      ]).then(() => undefined);
    },
    decide: (state) => {
      const decision = decide(state);
      const hidden = root?.hiddenFrom ?? hiddenFrom;
      return hidden === undefined ? decision : { ...decision, hiddenFrom: hidden };
    },
  });
  const ack = acked(record);
  const { room, thread } = ask;
  if (ask.poll?.closesAt !== undefined) parts.polls.opened(ask.poll.closesAt);
  parts.cursors.sent(by.user, thread === undefined ? { room } : { room, thread }, ack.seq);
  if (peer && !hiddenFrom && thread === undefined && ack.ordinal === 1) parts.contacts.written(room, peer);
  if (thread !== undefined) parts.threads.grown(room, thread, [by.user, root?.by, ...(ask.mentions ?? [])]);
  return ack;

  function decide(live: LiveState | undefined): Decision {
    const { state, member } = mustBeMember(live, by.user);
    mustBeAllowedToWrite(state, by.user, { act: 'send', now: parts.clock.now() });
    target?.mustSee(ask.room, member);
    if (ask.poll) mustBePoll(ask, ask.poll, parts.clock.now());
    const thread = root?.mustTakeReply(state, member);
    const mentions = membersOf(state, ask.mentions, thread?.threadSeq);
    const audience = mustMayCall(state, member.role, ask.audience);
    return {
      ...(forwarded && { origin: forwarded.origin }),
      entries: [
        {
          kind: 'message',
          by: by.user,
          cmid: ask.cmid,
          id: parts.newMessageId(),
          encoding: ask.encoding,
          body: forwarded?.body ?? ask.body,
          ...(forwarded && { forwarded: true as const }),
          ...thread,
          ...(ask.replyTo && { replyTo: ask.replyTo }),
          ...(ask.poll && { poll: ask.poll }),
          ...(mentions && { mentions }),
          ...(audience && { audience }),
          ...expiry(state),
        },
      ],
    };
  }

  /** When the message is gone, where the room's messages disappear. */
  function expiry({ info }: RoomState): { expiresAt?: number } {
    const seconds = info.settings?.disappearAfterSeconds ?? 0;
    return seconds === 0 ? {} : { expiresAt: Math.floor(parts.clock.now()) + seconds * 1_000 };
  }
}

/** Whoever blocks the writer of a direct room does not see what they write. */
async function hiddenFromPeer(
  { users }: MessagingParts,
  peer: UserId | undefined,
  writer: UserId,
): Promise<UserId | undefined> {
  return peer && (await users.blocks(peer, writer)) ? peer : undefined;
}

/** A message has the content that it had before there were threads, forwards, polls and audiences, so that a retry of it is still known. */
function contentOf(ask: SendInput): readonly unknown[] {
  const { encoding, body, replyTo, mentions, thread, forwards, poll, audience } = ask;
  return [
    'send',
    encoding,
    body,
    replyTo ?? null,
    mentions ?? null,
    ...(thread === undefined ? [] : [thread]),
    ...(forwards ? [{ forwards: [forwards.room, forwards.message] }] : []),
    ...(poll ? [{ poll: contentOfPoll(poll) }] : []),
    ...(audience ? [{ audience }] : []),
  ];
}

/** The other person of a direct room; undefined in other rooms and in the room with oneself. */
function peerIn(state: RoomState | undefined, user: UserId): UserId | undefined {
  if (state?.info.kind !== 'direct') return undefined;
  for (const member of state.members.keys()) if (member !== user) return member;
  return undefined;
}
