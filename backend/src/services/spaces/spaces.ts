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
}

export interface DirectoryInput {
  readonly room: RoomId;
  readonly query: string;
  readonly sort: SpaceSort;
  readonly after: string | undefined;
}
