// The door of commands: what bots offer in rooms, giving one to them, and their answers.
import type { Api, CommandView, InvocationId, RoomId, RouteAnswer, RouteInput } from '@sup/protocol';
import type { Caller } from '../caller.ts';

type Body<Route extends keyof Api['commands']> = RouteInput<Api['commands'][Route]>['body'];

export interface CommandsDoor {
  list(by: Caller, room: RoomId): Promise<CommandView[]>;
  offer(by: Caller, ask: Body<'offer'>): Promise<void>;
  invoke(by: Caller, room: RoomId, ask: Body<'invoke'>): Promise<RouteAnswer<Api['commands']['invoke']>>;
  answer(by: Caller, invocation: InvocationId, ask: Body<'answer'>): Promise<void>;
}
