// Messages that call everyone or those of a role: a row a message, whoever is meant. That is found out when it is counted.
import type { AudienceName, EntryOf, RoomId } from '@sup/protocol';
import { rankOf, rolesOf } from '@sup/protocol/wire';
import type { Reader } from '../../../services/messaging/history.ts';
import { countMax } from './count-in.ts';
import type { Placed } from './placed.ts';
import { change, row, type Steps } from './steps.ts';

/** Every bit, so that it is all roles. */
const everyone = -1;
const beyondAll = Number.MAX_SAFE_INTEGER;

const texts = {
  call: `insert into audience_calls (room, thread_seq, seq, said_seq, roles, account, hidden_from)
    values (?, ?, ?, ?, ?, ?, ?)`,
  uncall: `delete from audience_calls where room = ? and thread_seq = ? and seq = ?`,
  ofRoom: countNotNamedIn('mentions'),
  ofThread: countNotNamedIn('thread_mentions'),
} as const;

/** Who is named as well has counted the message already. */
function countNotNamedIn(named: 'mentions' | 'thread_mentions'): string {
  return `select count(*) as count from (
    select 1 from audience_calls c where c.room = (select no from rooms where id = ?)
    and c.thread_seq = ? and c.seq between ? and ?
    and ((c.roles = ${everyone} and c.said_seq >= ?)
      or (c.roles <> ${everyone} and (c.roles & ?) <> 0 and c.said_seq between ? and ?))
    and c.account <> ? and (c.hidden_from is null or c.hidden_from <> ?)
    and not exists (select 1 from ${named} n where n."user" = ? and n.room = c.room and n.seq = c.seq
      ${named === 'thread_mentions' ? 'and n.thread_seq = c.thread_seq' : ''})
    limit ${countMax}) counted`;
}

/** The entry says that the message at `seq`, by `by`, calls an audience. */
export function* call(
  { room, entry, hiddenFrom }: Placed<EntryOf<'message' | 'edit' | 'return'>>,
  { seq, by = '' }: { seq: number; by: string | undefined },
): Steps {
  const { audience = [], threadSeq = 0 } = entry;
  if (audience.length === 0) return;
  const roles = audience.reduce((bits, name) => bits | bitOf(name), 0);
  yield* change(texts.call, [room, threadSeq, seq, entry.seq, roles, by, hiddenFrom ?? null]);
}

/** The message calls none any more. */
export function* uncall(
  room: number,
  { targetSeq, threadSeq = 0 }: { targetSeq: number; threadSeq?: number | undefined },
): Steps {
  yield* change(texts.uncall, [room, threadSeq, targetSeq]);
}

interface Counted {
  readonly room: RoomId;
  /** The seq of what a thread grew from; absent: the room-level messages. */
  readonly threadSeq?: number;
  readonly from: number;
  readonly to: number;
}

/** How many messages of a place mean a reader by an audience and not by name. */
export function* countCalls(reader: Reader, place: Counted): Steps<{ count: number }> {
  const { room, threadSeq = 0, from, to } = place;
  const { user, joinedSeq } = reader;
  const text = threadSeq === 0 ? texts.ofRoom : texts.ofThread;
  let count = 0;
  // Everyone is meant since they joined, whatever their role: that is counted with the last one.
  for (const held of rolesOf(reader)) {
    const since = held.to === beyondAll ? joinedSeq : beyondAll;
    const meant = [since, bitOf(held.role), held.from, held.to];
    const found = yield* row<{ count: number }>(text, [
      room,
      threadSeq,
      from,
      to,
      ...meant,
      user,
      user,
      user,
    ]);
    count += found?.count ?? 0;
  }
  return { count };
}

function bitOf(name: AudienceName): number {
  return name === 'everyone' ? everyone : 1 << rankOf(name);
}
