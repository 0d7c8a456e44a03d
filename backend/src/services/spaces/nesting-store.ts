// Port: which spaces are being put into which. Drivers: drivers/sql/space-nesting.ts.
import type { RoomId } from '@sup/protocol';

export interface Nesting {
  /** Of this try. */
  readonly id: string;
  readonly parent: RoomId;
  readonly child: RoomId;
}

export interface NestingStore {
  /**
   * Claims a nesting, against all that is nested in spaces that are not deleted and all that is claimed. Throws space-loop and space-too-deep. To be
   * released once the log has it, or surely never will.
   */
  claim(nesting: Nesting): Promise<void>;
  release(id: string): Promise<void>;
  /** The spaces that a space's log says are in it, in their order, also of one that is deleted. */
  within(space: RoomId): Promise<readonly RoomId[]>;
  /** Forgets what was claimed before the start: nobody is left who would write it. */
  begin(): Promise<void>;
}
