// The door of the own stream: what all devices of one person share, numbered by a dense rev (R45).
import type { StateItem, StateSynced, UserId } from '@sup/protocol';
import type { Caller } from '../caller.ts';

export interface OwnStream {
  /** The newest rev; 0 for an empty stream. */
  rev(user: UserId): Promise<number>;
  /**
   * The rev of a key's newest value; 0 where it has none. Whoever changes a key is answered with this and not with the
   * newest rev of all: between the change and the answer the key may have moved on, and other keys after it.
   */
  revOf(user: UserId, key: string): Promise<number>;
  /** Writes a key that clients may write; throws state-key-refused, body-too-large. */
  set(by: Caller, key: string, value: unknown): Promise<{ rev: number }>;
  /** Writes any key, for services; tells all connections of the person. null removes. */
  put(user: UserId, key: string, value: unknown): Promise<{ rev: number }>;
  /** Tells the connections of a person what the store wrote for these keys beside a log entry. */
  announce(user: UserId, keys: readonly string[]): Promise<void>;
  sync(by: Caller, rev: number): Promise<StateSynced>;
}

/** Port of the store. Writes of one person are numbered without holes, whatever runs at once. */
export interface OwnStreamStore {
  rev(user: UserId): Promise<number>;
  put(user: UserId, items: readonly { key: string; value: unknown }[]): Promise<readonly StateItem[]>;
  /** How many keys that begin with `prefix` have a value. */
  count(user: UserId, prefix: string): Promise<number>;
  get(user: UserId, keys: readonly string[]): Promise<readonly StateItem[]>;
  /** Items with a rev above `after`, ascending, at most `limit`. */
  after(user: UserId, after: number, limit: number): Promise<readonly StateItem[]>;
}
