// The door of hooks: how programs that know nothing of Sup take part in a room.
import type {
  Ack,
  Api,
  DeliveryView,
  IncomingHookView,
  OutgoingHookView,
  RoomId,
  RouteAnswer,
  SlackPayload,
} from '@sup/protocol';
import type { Caller } from '../caller.ts';

export interface Hooks {
  incoming(by: Caller, room: RoomId): Promise<IncomingHookView[]>;
  makeIncoming(by: Caller, room: RoomId, name: string): Promise<RouteAnswer<Api['hooks']['makeIncoming']>>;
  revokeIncoming(by: Caller, room: RoomId, hook: string): Promise<void>;
  resumeIncoming(by: Caller, room: RoomId, hook: string): Promise<void>;
  outgoing(by: Caller, room: RoomId): Promise<OutgoingHookView[]>;
  makeOutgoing(
    by: Caller,
    room: RoomId,
    ask: { name: string; url: string },
  ): Promise<RouteAnswer<Api['hooks']['makeOutgoing']>>;
  deleteOutgoing(by: Caller, room: RoomId, hook: string): Promise<void>;
  pauseOutgoing(by: Caller, room: RoomId, hook: string): Promise<void>;
  resumeOutgoing(by: Caller, room: RoomId, hook: string): Promise<void>;
  deliveries(by: Caller, room: RoomId, hook: string): Promise<DeliveryView[]>;
  /** Posts what a program sends to a hook's address; `key` names one message over all tries. */
  post(secret: string, payload: SlackPayload, key: string | undefined): Promise<Ack>;
}
