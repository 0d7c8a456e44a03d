// Port: which connections people have now, and how they look. In process here; shared by all nodes with Redis later.
import type { UserId } from '@sup/protocol';

export type Looking = 'online' | 'away';

export interface Whereabouts {
  /** Notes a connection; `undefined` says that it has gone. Answers how the person looks over all of their connections. */
  put(user: UserId, connection: number, looking: Looking | undefined): Looking | undefined;
  /** How people look now; those without a connection are absent. */
  get(users: readonly UserId[]): ReadonlyMap<UserId, Looking>;
  /** Everyone who has a connection. */
  present(): readonly UserId[];
}
