import { type Api, type RoomView, type RouteInput, SupError, type UserId } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import type { EntryDraft } from '../log/index.ts';
import { mustBeFree } from './must-be-free.ts';
import { createdRoomId, directRoomId, fixedCmid } from './room-ids.ts';
import { roomView } from './room-view.ts';
import type { RoomsParts } from './rooms-parts.ts';
import { tellMembers } from './tell-members.ts';

/** Makes a group, channel or space; the same cmid gives the same room. */
export async function create(
  parts: RoomsParts,
  by: Caller,
  ask: RouteInput<Api['rooms']['create']>['body'],
): Promise<RoomView> {
  const others = [...new Set(ask.members)].filter((user) => user !== by.user);
  await mustBeFree(parts, others);
  const { kind, name, topic } = ask;
  if (ask.public !== undefined && kind !== 'space') throw new SupError('room-kind');
  const history = ask.history ?? (kind === 'group' ? 'joined' : 'all');
  const room = createdRoomId(by.user, ask.cmid);
  const info = { kind, name, history, ...(topic && { topic }) };
  const asked = await parts.contacts.strangers(by.user, { room, kind: 'group' }, others);
  await parts.log.propose(room, {
    by: by.user,
    device: by.device,
    cmid: ask.cmid,
    since: 0,
    content: ['create', info, others, ...(ask.public ? ['public'] : [])],
    decide: () => ({
      entries: [
        { kind: 'room.created', by: by.user, room: info },
        ...(ask.public ? [opening(by.user)] : []),
        ...firstMembers(by.user, others),
      ],
      asked,
    }),
  });
  const told = others.filter((user) => !asked.has(user));
  await tellMembers(parts, room, { users: [by.user, ...told], member: true });
  parts.contacts.arrived(room, asked);
  return roomView(parts, by.user, room);
}

function opening(by: UserId): EntryDraft {
  return { kind: 'room.changed', by, change: { settings: { public: true } } };
}

function firstMembers(by: UserId, others: readonly UserId[]): EntryDraft[] {
  const join = (user: UserId, role: 'owner' | 'member'): EntryDraft => ({
    kind: 'member.joined',
    by,
    user,
    role,
    visibleFrom: 1,
  });
  return [join(by, 'owner'), ...others.map((user) => join(user, 'member'))];
}

/** The one room of two people, or of one with themselves; made by whoever opens it first (R38). Opening it accepts it. */
export async function openDirect(parts: RoomsParts, by: Caller, user: UserId): Promise<RoomView> {
  await mustBeFree(parts, [user]);
  const room = directRoomId(by.user, user);
  const people = [...new Set([by.user, user])];
  const isThere = (await parts.index.room(room)) !== undefined;
  const asked = isThere
    ? new Set<UserId>()
    : await parts.contacts.strangers(by.user, { room, kind: 'direct' }, [user]);
  const made = await parts.log.propose(room, {
    by: by.user,
    device: by.device,
    cmid: fixedCmid(room, by.user),
    since: 0,
    content: ['direct', room],
    decide: (state) => {
      if (state) return { entries: [] };
      const members = people.map((member): EntryDraft => {
        return { kind: 'member.joined', by: by.user, user: member, role: 'member', visibleFrom: 1 };
      });
      const info = { kind: 'direct', history: 'all' } as const;
      return { entries: [{ kind: 'room.created', by: by.user, room: info }, ...members], asked };
    },
  });
  if (!made) await parts.contacts.entering(room, by.user);
  const told = people.filter((person) => !asked.has(person));
  if (made) await tellMembers(parts, room, { users: told, member: true });
  parts.contacts.arrived(room, asked);
  return roomView(parts, by.user, room);
}
