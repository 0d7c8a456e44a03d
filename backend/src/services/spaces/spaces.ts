// The door of spaces: what is in them, and who may know of it. A space is a room; who is in it is of the rooms.
import type { Api, RoomId, RouteAnswer, SpaceSort } from '@sup/protocol';
import type { Caller } from '../caller.ts';

type Answer<Route extends keyof Api['spaces']> = RouteAnswer<Api['spaces'][Route]>;

export interface Spaces {
  /** Public spaces. */
  list(by: Caller, ask: { query: string; after: string | undefined }): Promise<Answer<'list'>>;
  directory(by: Caller, ask: DirectoryInput): Promise<Answer<'directory'>>;
  /** `before` undefined: where it is, else as the last; null: as the last. */
  put(by: Caller, ask: { room: RoomId; child: RoomId; before: RoomId | null | undefined }): Promise<void>;
  remove(by: Caller, ask: { room: RoomId; child: RoomId }): Promise<void>;
  /**
   * Holds a deleted space's places in the tree while `write` gives it back. `out`: what is in it by its log and cannot be
   * any more, because it would be within itself or too deep.
   */
  returning<Answer>(space: RoomId, write: (out: readonly RoomId[]) => Promise<Answer>): Promise<Answer>;
}

export interface DirectoryInput {
  readonly room: RoomId;
  readonly query: string;
  readonly sort: SpaceSort;
  readonly after: string | undefined;
}
