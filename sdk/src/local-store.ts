// Where a device keeps what must outlive the app: who is signed in, what was read, and what is not sent yet.

import type { UserView } from '@sup/protocol';
import type { Draft, OutboxRow, RoomRecord, StoredItem } from './records.ts';

/** What lies in each table. Keys are texts, ordered by their UTF-16 units. */
export interface Tables {
  /** Small single things: device, account, epoch, rev, refresh token. Only `device` outlives a wipe. */
  meta: unknown;
  rooms: RoomRecord;
  users: UserView;
  /** The newest part of each room's timeline: `ROOM:SEQ`, the seq in 16 digits. */
  items: StoredItem;
  /** Own stream keys that the app shows (mute, pin, level, archive, and what is set beyond rooms). */
  state: unknown;
  outbox: OutboxRow;
  drafts: Draft;
}
export type Table = keyof Tables;

export interface Row<Name extends Table = Table> {
  readonly key: string;
  readonly value: Tables[Name];
}

/** One write of a group: a value puts, none removes; `prefix` removes every key that begins with it. */
export type Change = {
  [Name in Table]:
    | { readonly table: Name; readonly key: string; readonly value?: Tables[Name] | undefined }
    | { readonly table: Name; readonly prefix: string };
}[Table];

/**
 * Values are kept as JSON. A group of writes is done whole or not at all and is durable once it resolves;
 * groups are done in the order of their calls, and a read sees every group written before it.
 * Where the device has no room left a write rejects with StoreFull and has changed nothing.
 */
export interface LocalStore {
  get<Name extends Table>(table: Name, key: string): Promise<Tables[Name] | undefined>;
  /** Rows whose keys begin with `prefix`, ascending by key; with `last`, only that many from the end. */
  list<Name extends Table>(table: Name, prefix?: string, last?: number): Promise<readonly Row<Name>[]>;
  write(changes: readonly Change[]): Promise<void>;
  close(): Promise<void>;
}

/** The device has no room left for what was to be written. */
export class StoreFull extends Error {
  constructor(options?: { cause?: unknown }) {
    super('This device has no room left.', options);
    this.name = 'StoreFull';
  }
}
