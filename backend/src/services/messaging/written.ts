import { type Ack, type AudienceName, audienceOf, type Role, sees, type UserId } from '@sup/protocol';
import { mustBeAllowed, type RoomState, type SendRecord } from '../log/index.ts';

/** The ack of a write; a retry's is made of the same record. */
export function acked(record: SendRecord | undefined): Ack {
  if (!record) throw new Error('a message command always logs an entry');
  const { seq, at, message, ordinal } = record;
  return message === undefined ? { seq, at } : { seq, at, message, ordinal };
}

/**
 * Those of the mentioned who are in the room and may read what names them: nobody else can be called into it by a
 * mention. `threadSeq`: where the message's thread grew from.
 */
export function membersOf(
  state: RoomState,
  mentions: readonly UserId[] | undefined,
  threadSeq?: number,
): UserId[] | undefined {
  const there = [...new Set(mentions)].filter((user) => {
    const member = state.members.get(user);
    return member !== undefined && (threadSeq === undefined || sees(member, threadSeq));
  });
  return there.length > 0 ? there : undefined;
}

/** The audience as an entry names it; throws forbidden for who may not call one in this room (R235). */
export function mustMayCall(
  state: Pick<RoomState, 'info'>,
  role: Role,
  audience: readonly AudienceName[] | undefined,
): AudienceName[] | undefined {
  const names = audienceOf(audience);
  if (names) mustBeAllowed(state, role, 'mention-everyone');
  return names;
}
