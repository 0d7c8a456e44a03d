import type { RoomLog } from '../../src/services/log/room-log.ts';
import type { History } from '../../src/services/messaging/history.ts';
import type { RoomIndex } from '../../src/services/rooms/room-index.ts';

/** What a driver gives to the contract suites; empty when it is opened. */
export interface StoreUnderTest {
  readonly roomLog: RoomLog;
  readonly history: History;
  readonly roomIndex: RoomIndex;
  /** What all devices of a person share, as key → value and rev. */
  ownStream(user: string): Promise<readonly { key: string; value: unknown; rev: number }[]>;
  /** Stores what a person is called, for the order of members. */
  name(user: string, name: string): Promise<void>;
  /** Closes the store and opens it again on the same data. */
  reopen(): Promise<StoreUnderTest>;
  close(): Promise<void>;
}

export type OpenStore = () => Promise<StoreUnderTest>;
