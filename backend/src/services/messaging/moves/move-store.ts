// Port: moves from one room to another while they are under way, so that what a crash cuts off is finished or undone.
import type {
  AudienceName,
  Cmid,
  DeviceId,
  Encoding,
  ErrorCode,
  MessageId,
  PollView,
  RoomId,
  UserId,
} from '@sup/protocol';

/** Where a message is, or was. */
export interface Place {
  readonly id: MessageId;
  readonly seq: number;
  /** Of a reply: the message that its thread grew from, and the seq of that. */
  readonly thread?: MessageId;
  readonly threadSeq?: number;
}

/** A message on its way: where it is taken from, and all that its new place needs. */
export interface Carried extends Place {
  readonly by: UserId;
  /** When it was said first. */
  readonly at: number;
  readonly encoding: Encoding;
  readonly body: string;
  readonly mentions?: readonly UserId[];
  readonly audience?: readonly AudienceName[];
  readonly replyTo?: MessageId;
  /** It was said elsewhere first; of where, nothing is kept. */
  readonly forwarded?: true;
  readonly expiresAt?: number;
  readonly poll?: PollView;
  readonly editedAt?: number;
  readonly reactions?: readonly { readonly emoji: string; readonly users: readonly UserId[] }[];
}

/** What is to be moved, and where to. */
export interface MoveAsk {
  readonly from: RoomId;
  readonly messages: readonly MessageId[];
  readonly to: { readonly room: RoomId; readonly thread?: MessageId };
  /** Of a move back: where each of them was. Replies that came since go with what they answer. */
  readonly places?: readonly Place[];
}

export interface Move {
  readonly account: UserId;
  /** The cmid of all that is logged for it. */
  readonly id: Cmid;
  readonly device: DeviceId;
  readonly at: number;
  readonly ask: MoveAsk;
  /** What was taken out, or is about to be. */
  readonly content?: readonly Carried[];
  /** Absent while it is under way; `done`, or why it was not: everything is where it was. */
  readonly outcome?: 'done' | ErrorCode;
}

type Key = Pick<Move, 'account' | 'id'>;

/** Each write is whole; repeating one changes nothing. */
export interface MoveStore {
  /** Notes a move, unless it is noted already. Throws cmid-conflict if that one was another. */
  begin(move: Omit<Move, 'content' | 'outcome'>): Promise<void>;
  /** Keeps what it carries; durable when this resolves. */
  carry(ask: Key & { content: readonly Carried[] }): Promise<void>;
  /** Ends it; nothing of what it carried is kept. */
  end(ask: Key & { outcome: NonNullable<Move['outcome']> }): Promise<void>;
  /** Forgets a move of which nothing was logged. */
  drop(key: Key): Promise<void>;
  get(key: Key): Promise<Move | undefined>;
  /** Those under way that were begun before, oldest first. */
  unfinished(before: number, limit: number): Promise<readonly Move[]>;
  /** Forgets how those ended that were begun before. */
  purge(before: number): Promise<void>;
}
