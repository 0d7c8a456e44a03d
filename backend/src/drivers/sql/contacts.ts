import type { RoomId, RoomKind, UserId } from '@sup/protocol';
import { sql as raw } from 'kysely';
import type { ContactRequest, ContactStore } from '../../services/contacts/contact-store.ts';
import { decodePlace, encodePlace } from './place.ts';
import type { SqlStore } from './sql-store.ts';

interface Row {
  room: string;
  kind: string;
  name: string | null;
  member_count: number;
  by: string;
  at: number;
}

/** Contact requests in SQL. */
export function sqlContacts(sql: SqlStore): ContactStore {
  const { read } = sql;
  return {
    approach: (approach) => sql.write('contacts.approach', approach),
    enter: (ask) => sql.write('contacts.enter', ask),
    decline: (ask) => sql.write('contacts.decline', ask),
    async waiting(user, after, limit) {
      const place = decodePlace(after);
      const older = place ? raw`and (q.at, q.room) < (${place.at}, ${place.room})` : raw``;
      const { rows } = await raw<Row>`select ${columns} ${waitingFor(user)} ${older}
        order by q.at desc, q.room desc limit ${limit + 1}`.execute(read);
      const requests = rows.slice(0, limit).map((row) => ({ ...requestOf(row), cursor: encodePlace(row) }));
      return { requests, more: rows.length > limit };
    },
    async count(user, max) {
      const { rows } = await raw<{ n: number }>`select count(*) as n from (
        select 1 ${waitingFor(user)} limit ${max}) counted`.execute(read);
      return Number(rows[0]?.n ?? 0);
    },
    async find(user, room) {
      const { rows } = await raw<Row>`select ${columns} ${waitingFor(user)} and q.room = ${room}`.execute(
        read,
      );
      return rows[0] && requestOf(rows[0]);
    },
  };
}

const columns = raw`q.room, r.kind, r.name, r.member_count, q."by", q.at`;

/** A direct room is worth a row once something was said in it. */
const waitingFor = (user: UserId) => raw`from contact_requests q
  join room_members m on m.room = q.room and m."user" = q."user" and m.asked = 1
  join rooms r on r.id = q.room and (r.kind <> 'direct' or r.ordinal > 0)
  where q."user" = ${user} and q.state = 'waiting'
  and not exists (select 1 from blocks b where b."user" = q."user" and b.other = q."by")`;

function requestOf({ room, kind, name, member_count: members, by, at }: Row): ContactRequest {
  return {
    room: room as RoomId,
    kind: kind as RoomKind,
    ...(name !== null && { name }),
    memberCount: Number(members),
    by: by as UserId,
    at: Number(at),
  };
}
