// The door of rooms: which there are, who is in them, how they look to a member.
import type {
  Api,
  CountsView,
  Role,
  RoomId,
  RoomListed,
  RoomView,
  RouteAnswer,
  RouteInput,
  Sight,
  UserId,
  UserView,
} from '@sup/protocol';
import type { Caller } from '../caller.ts';
import type { Reader } from '../messaging/history.ts';
import type { Admission, Grant } from './admit.ts';

type Body<Route extends keyof Api['rooms']> = RouteInput<Api['rooms'][Route]>['body'];
type Answer<Route extends keyof Api['rooms']> = RouteAnswer<Api['rooms'][Route]>;

export interface Rooms {
  openDirect(by: Caller, user: UserId): Promise<RoomView>;
  create(by: Caller, ask: Body<'create'>): Promise<RoomView>;
  change(by: Caller, room: RoomId, ask: Body<'change'>): Promise<RoomView>;
  join(by: Caller, room: RoomId): Promise<RoomView>;
  leave(by: Caller, room: RoomId): Promise<void>;
  /** Leaves with the account, also a room that is deleted. */
  leaveWithAccount(by: Caller, room: RoomId): Promise<void>;
  addMember(by: Caller, room: RoomId, ask: { user: UserId; role: Role }): Promise<void>;
  removeMember(by: Caller, room: RoomId, user: UserId): Promise<void>;
  transfer(by: Caller, room: RoomId, user: UserId): Promise<void>;
  rights(by: Caller, room: RoomId): Promise<Answer<'rights'>>;
  ban(by: Caller, room: RoomId, ask: { user: UserId } & Body<'ban'>): Promise<void>;
  unban(by: Caller, room: RoomId, user: UserId): Promise<void>;
  bans(by: Caller, room: RoomId, after: string | undefined): Promise<Answer<'bans'>>;
  /** `until` null: they may write again. */
  mute(by: Caller, room: RoomId, ask: { user: UserId; until: number | null }): Promise<void>;
  /** Joins a person on the word of another: once for all tries of one cmid, false for who is a member already. */
  admit(admission: Admission): Promise<boolean>;
  /** Makes a member of who came as a guest, where the one who let them in may add members; else changes nothing. */
  makeMember(room: RoomId, ask: { user: UserId; granter: UserId }): Promise<void>;
  /** The head at which a person may let others in so; throws room-not-found, forbidden or room-kind if they may not. */
  mustMayGrant(room: RoomId, granter: UserId, grant: Grant): Promise<number>;
  /** Whether a person sees to all invitations of a room; throws room-not-found for who is not in it. */
  mayManageInvites(room: RoomId, user: UserId): Promise<boolean>;
  list(by: Caller, after: string | undefined): Promise<RoomListed>;
  get(by: Caller, room: RoomId): Promise<{ room: RoomView; users: readonly UserView[] }>;
  counts(by: Caller, rooms: readonly RoomId[]): Promise<Record<string, CountsView>>;
  members(by: Caller, room: RoomId, after: string | undefined): Promise<Answer<'members'>>;
  directory(by: Caller, query: string, after: string | undefined): Promise<Answer<'directory'>>;
  /** What a gateway needs to follow all rooms of a person. */
  following(user: UserId): Promise<readonly (Sight & { room: RoomId; head: number; memberCount: number })[]>;
  /** The reader's rights in a room; throws room-not-found for who is not a member (R29). */
  reader(room: RoomId, user: UserId): Promise<Reader>;
  /** Runs a read of a room as its member; throws room-not-found also for who is removed while it runs (R35). `read` may run again. */
  reading<Answer>(
    who: { room: RoomId; user: UserId },
    read: (reader: Reader) => Promise<Answer>,
  ): Promise<Answer>;
}
