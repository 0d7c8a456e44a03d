import { admit, makeMember, mayManageInvites, mustMayGrant } from './admit.ts';
import { change } from './change.ts';
import { create, openDirect } from './create.ts';
import { counts, directory, get, list, members } from './list.ts';
import { addMember, join, leave, leaveWithAccount, removeMember, transfer } from './membership.ts';
import { ban, bans, mute, unban } from './moderation.ts';
import { reader, reading } from './reading.ts';
import { rightsIn } from './rights.ts';
import type { Rooms } from './rooms.ts';
import type { RoomsParts } from './rooms-parts.ts';

export type { RoomIndex } from './room-index.ts';
export type { Rooms } from './rooms.ts';

/** Builds rooms. */
export function createRooms(parts: RoomsParts): Rooms {
  return {
    openDirect: (by, user) => openDirect(parts, by, user),
    create: (by, ask) => create(parts, by, ask),
    change: (by, room, ask) => change(parts, by, { room, ...ask }),
    join: (by, room) => join(parts, by, room),
    leave: (by, room) => leave(parts, by, room),
    leaveWithAccount: (by, room) => leaveWithAccount(parts, by, room),
    addMember: (by, room, ask) => addMember(parts, by, { room, ...ask }),
    removeMember: (by, room, user) => removeMember(parts, by, { room, user }),
    admit: (admission) => admit(parts, admission),
    makeMember: (room, ask) => makeMember(parts, { room, ...ask }),
    mustMayGrant: (room, granter, grant) => mustMayGrant(parts, { room, granter, grant }),
    mayManageInvites: (room, user) => mayManageInvites(parts, { room, user }),
    transfer: (by, room, user) => transfer(parts, by, { room, user }),
    rights: (by, room) => rightsIn(parts, by, room),
    ban: (by, room, ask) => ban(parts, by, { room, ...ask }),
    unban: (by, room, user) => unban(parts, by, { room, user }),
    bans: (by, room, after) => bans(parts, { by, room, after }),
    mute: (by, room, ask) => mute(parts, by, { room, ...ask }),
    list: (by, after) => list(parts, by, after),
    get: (by, room) => get(parts, by, room),
    counts: (by, rooms) => counts(parts, by, rooms),
    members: (by, room, after) => members(parts, { by, room, after }),
    directory: (by, query, after) => directory(parts, { by, query, after }),
    following: (user) => parts.index.roomsOf(user),
    reader: (room, user) => reader(parts, room, user),
    reading: (who, read) => reading(parts, who, read),
  };
}
