// Port: how many connections people have now, and how they look. In process here; shared by all nodes with Redis later.
import type { UserId } from '@sup/protocol';

export type Looking = 'online' | 'away';

/** How one connection looked and looks; undefined: it was not there, or has gone. */
export interface Glance {
  readonly from: Looking | undefined;
  readonly to: Looking | undefined;
}

export interface Whereabouts {
  /** Notes a connection that comes, looks otherwise or goes. Answers how the person looks over all of their connections. */
  note(user: UserId, glance: Glance): Looking | undefined;
  /** How a person looks now; undefined: they have no connection. */
  get(user: UserId): Looking | undefined;
  /** Everyone who has a connection. */
  present(): readonly UserId[];
}
