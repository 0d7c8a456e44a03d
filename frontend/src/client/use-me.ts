import type { UserId } from '@sup/protocol';
import type { Person } from '../model/types';
import { useClient, useWatched } from './client-context';
import { personOf } from './view-models';

/** Myself, on screens that are shown only to who is signed in; undefined for the moment of signing out. */
export function useMe(): { id: UserId; person: Person } | undefined {
  const self = useWatched(useClient().self);
  if (!self) return undefined;
  return { id: self.id, person: personOf(self, { status: 'online' }) };
}
