import { roomMentionName } from '@sup/protocol/wire';
import type * as Sdk from '@sup/sdk';
import { useMemo } from 'react';
import { useWords } from '../i18n';
import type { Completion } from '../model/completion';
import { may } from '../model/rights';
import { useClient } from './client-context';
import { useMe } from './use-me';

const roles = ['owner', 'admin', 'moderator', 'member', 'guest'] as const;

/** What a message of mine in a room may name: behind `@` its other people, everyone and its roles, behind `#` my rooms. */
export function useNameable(snapshot: Sdk.RoomSnapshot, { inThread }: { inThread: boolean }) {
  const { kind, members, peer } = snapshot;
  const mayCallAll = kind !== 'direct' && may(snapshot, 'mention-everyone');
  const mine = useMe()?.id;
  const { composer } = useWords();
  const { rooms } = useClient();
  return useMemo(() => {
    const users = [...(members ?? []).map(({ user }) => user), ...(peer ? [peer] : [])];
    const people = new Map(users.filter(({ id }) => id !== mine).map((user) => [user.id, user]));
    const held = new Set((members ?? []).map(({ role }) => role));
    const group = (name: string, label: string): Completion => {
      return { kind: 'group', id: name, insert: `@${name}`, label: `@${name}`, detail: label };
    };
    const groups = [
      group('everyone', inThread ? composer.everyoneFollowing : composer.everyoneHere),
      ...roles.filter((role) => held.has(role)).map((role) => group(role, composer.allOfRole)),
    ];
    const named = [...[...people.values()].map(personNamed), ...(mayCallAll ? groups : [])];
    // Rooms are looked up when they are asked for: their list is made anew with every message in any of them.
    return (sign: '@' | '#') => (sign === '@' ? named : rooms.getSnapshot().rooms.flatMap(roomNamed));
  }, [members, peer, mine, composer, rooms, mayCallAll, inThread]);
}

function personNamed({ id, handle, name }: { id: string; handle: string; name: string }): Completion {
  return { kind: 'person', id, insert: `@${handle}`, label: name, detail: `@${handle}` };
}

function roomNamed({ id, kind, name }: Sdk.RoomSummary): Completion[] {
  const typed = kind === 'direct' ? '' : roomMentionName(name);
  return typed ? [{ kind: 'room', id, insert: `#${typed}`, label: name, detail: `#${typed}` }] : [];
}
