// The door of messaging: writing to a room's log and reading it back.
import type {
  Ack,
  DeleteInput,
  EditInput,
  KeptInput,
  MarkInput,
  MessageId,
  MessagesListed,
  MessageVersion,
  MessageView,
  OriginsTold,
  PageInput,
  PinInput,
  ReactInput,
  ReceiptsView,
  RoomId,
  RoomKeptTold,
  RoomSynced,
  SendInput,
  ThreadPage,
  ThreadPageInput,
  TimelinePage,
  UserView,
} from '@sup/protocol';
import type { Caller } from '../caller.ts';

export interface Messaging {
  send(by: Caller, ask: SendInput): Promise<Ack>;
  edit(by: Caller, ask: EditInput): Promise<Ack>;
  delete(by: Caller, ask: DeleteInput): Promise<Ack>;
  react(by: Caller, ask: ReactInput): Promise<Ack>;
  pin(by: Caller, ask: PinInput): Promise<Ack>;
  mark(by: Caller, ask: MarkInput): Promise<Ack>;
  kept(by: Caller, ask: KeptInput): Promise<RoomKeptTold>;
  /** Where forwarded messages of a room come from. */
  origins(by: Caller, ask: { room: RoomId; messages: readonly MessageId[] }): Promise<OriginsTold>;
  page(by: Caller, ask: PageInput): Promise<TimelinePage>;
  threadPage(by: Caller, ask: ThreadPageInput): Promise<ThreadPage>;
  sync(by: Caller, ask: { room: RoomId; from: number }): Promise<RoomSynced>;
  /** Those of the messages that the caller may see, of whatever room. */
  list(by: Caller, places: readonly { room: RoomId; message: MessageId }[]): Promise<MessagesListed>;
  /** What a message said before it was edited, oldest first. */
  versions(
    by: Pick<Caller, 'user'>,
    ask: { room: RoomId; message: MessageId },
  ): Promise<readonly MessageVersion[]>;
  get(
    by: Pick<Caller, 'user'>,
    ask: { room: RoomId; message: MessageId },
  ): Promise<{ message: MessageView; users: readonly UserView[] }>;
  /** Who has received and read a message that the caller may see. */
  receipts(by: Pick<Caller, 'user'>, ask: { room: RoomId; message: MessageId }): Promise<ReceiptsView>;
}
