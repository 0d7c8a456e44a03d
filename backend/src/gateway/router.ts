// What each frame does: one row a type, complete by the compiler. A row names the class of operation that is counted for
// it, and the act; who may say it is declared in the protocol. A result becomes a reply, a SupError an error frame,
// anything else is a bug: here only.
import { type AskType, type Result, SupError, type UpFrame, type UpType } from '@sup/protocol';
import type { Guests } from '../services/auth/auth.ts';
import type { Caller } from '../services/caller.ts';
import type { Cursors } from '../services/cursors/cursors.ts';
import type { Messaging } from '../services/messaging/messaging.ts';
import type { Moves } from '../services/messaging/moves/moves.ts';
import type { Polls } from '../services/messaging/polls/polls.ts';
import type { Notifications } from '../services/notifications/notifications.ts';
import type { OwnStream } from '../services/own-stream/own-stream.ts';
import type { Presence } from '../services/presence/presence.ts';
import type { Rooms } from '../services/rooms/rooms.ts';
import type { Threads } from '../services/threads/threads.ts';
import type { Telemetry } from '../telemetry/index.ts';
import { mustAllow } from './bot-access.ts';
import type { Connection } from './connection.ts';
import { accessOfFrame, mustAllowGuest } from './declared-access.ts';
import type { FanOut } from './fan-out.ts';
import { replyFrame } from './frames.ts';
import type { OperationClass } from './rates.ts';
import type { UnderWay } from './under-way.ts';
import type { Watchers } from './watchers.ts';

export interface RouterParts {
  readonly messaging: Messaging;
  readonly moves: Moves;
  readonly polls: Pick<Polls, 'vote' | 'get' | 'close'>;
  readonly threads: Pick<Threads, 'get' | 'list' | 'mark' | 'follow'>;
  readonly rooms: Rooms;
  readonly notifications: Notifications;
  readonly cursors: Pick<Cursors, 'delivered' | 'read' | 'mark'>;
  readonly ownStream: Pick<OwnStream, 'set' | 'sync' | 'rev'>;
  readonly presence: Pick<Presence, 'typing'>;
  readonly fanOut: Pick<FanOut, 'open' | 'close' | 'changedHeads'>;
  readonly watchers: Pick<Watchers, 'watch'>;
  /** Who is bound to one room. */
  readonly guests: Pick<Guests, 'isBound'>;
  /** Counts what is being answered. */
  readonly underWay: UnderWay;
  readonly telemetry: Telemetry;
}

/** Everything that is said after the hello. */
type Said = Exclude<UpType, 'hello'>;
type Writes =
  | `message.${'send' | 'edit' | 'delete' | 'react' | 'pin' | 'mark' | 'move' | 'undo-move'}`
  | `poll.${'vote' | 'close'}`;

interface Row<Type extends Said> {
  readonly operation: OperationClass;
  act(
    frame: UpFrame<Type>,
    by: Caller,
    connection: Connection,
  ): Type extends AskType ? Promise<Result<Type>> : Promise<void> | void;
}

type Rows = { readonly [Type in Said]: Row<Type> };

/** Answers frames, each of a connection in the order in which they came (R25). */
export class Router {
  readonly #rows: Rows;
  readonly #telemetry: Telemetry;
  readonly #underWay: UnderWay;
  readonly #guests: RouterParts['guests'];

  constructor(parts: RouterParts) {
    this.#rows = rowsOf(parts);
    this.#telemetry = parts.telemetry;
    this.#underWay = parts.underWay;
    this.#guests = parts.guests;
  }

  /** Hands a frame to its act before returning; the answer follows when it is there. */
  answer(connection: Connection, frame: UpFrame<Said>, by: Caller): void {
    void this.#answer(connection, frame, by).finally(this.#underWay.begin());
  }

  async #answer(connection: Connection, frame: UpFrame<Said>, by: Caller): Promise<void> {
    const to = 'id' in frame ? frame.id : undefined;
    try {
      if (by.guest && this.#guests.isBound(by)) mustAllowGuest(accessOfFrame(frame.type));
      if (by.scope) mustAllow(by.scope, accessOfFrame(frame.type));
      if ('cmid' in frame) connection.mustBeInTurn(frame.room, frame.cmid);
      const row = this.#rows[frame.type] as Row<Said>;
      this.#mustBeWithinRate(connection, row.operation);
      const result = await row.act(frame, by, connection);
      if (to === undefined) return;
      connection.deliver(replyFrame(to, result));
      if ('cmid' in frame) this.#telemetry.ackSent();
    } catch (error) {
      const refusal = this.#asRefusal(error, frame.type);
      if ('cmid' in frame) connection.noteRefusal(frame.room, frame.cmid, refusal);
      // What is not an ask is not answered, also when it is refused.
      if (to !== undefined) connection.refuse(refusal, to);
    }
  }

  #mustBeWithinRate(connection: Connection, operation: OperationClass): void {
    const retryAfterMs = connection.takePermit(operation);
    if (retryAfterMs === 0) return;
    this.#telemetry.rateLimitReached(operation);
    throw new SupError('rate-limited', { retryAfterMs });
  }

  #asRefusal(error: unknown, type: string): SupError {
    if (error instanceof SupError) return error;
    this.#telemetry.log.error('A frame could not be answered because of a bug.', { type, error });
    return new SupError('internal');
  }
}

function rowsOf(parts: RouterParts): Rows {
  const {
    messaging,
    moves,
    polls,
    threads,
    notifications,
    rooms,
    cursors,
    ownStream,
    presence,
    fanOut,
    watchers,
  } = parts;
  return {
    'message.send': write((ask, by) => messaging.send(by, ask)),
    'message.edit': write((ask, by) => messaging.edit(by, ask)),
    'message.delete': write((ask, by) => messaging.delete(by, ask)),
    'message.react': write((ask, by) => messaging.react(by, ask)),
    'message.pin': write((ask, by) => messaging.pin(by, ask)),
    'message.mark': write((ask, by) => messaging.mark(by, ask)),
    'message.origins': read((ask, by) => messaging.origins(by, ask)),
    'message.move': write((ask, by) => moves.move(by, ask)),
    'message.undo-move': write((ask, by) => moves.undo(by, ask)),
    'message.get': read(async (ask, by) => {
      const { message, users } = await messaging.get(by, ask);
      return { message, users: [...users] };
    }),
    'message.list': read((ask, by) => messaging.list(by, ask.messages)),
    'message.notification': read(({ room, message }, { user }) =>
      notifications.decide({ room, message, user }),
    ),
    'message.receipts': read((ask, by) => messaging.receipts(by, ask)),
    'poll.vote': write((ask, by) => polls.vote(by, ask)),
    'poll.get': read((ask, by) => polls.get(by, ask)),
    'poll.close': write((ask, by) => polls.close(by, ask)),
    'room.open': read((ask, by, connection) => fanOut.open(connection, by, ask.room)),
    'room.close': read(async (ask, _by, connection) => {
      fanOut.close(connection, ask.room);
      return {};
    }),
    'room.sync': read((ask, by) => messaging.sync(by, ask)),
    'room.page': read((ask, by) => messaging.page(by, ask)),
    'room.list': read((ask, by) => rooms.list(by, ask.after)),
    'room.get': read(async (ask, by) => {
      const { room, users } = await rooms.get(by, ask.room);
      return { room, users: [...users] };
    }),
    'room.counts': read(async (ask, by) => ({ counts: await rooms.counts(by, ask.rooms) })),
    'room.kept': read((ask, by) => messaging.kept(by, ask)),
    'thread.page': read((ask, by) => messaging.threadPage(by, ask)),
    'thread.get': read((ask, by) => threads.get(by, ask)),
    'thread.list': read((ask, by) => threads.list(by, ask.after)),
    'thread.mark': read((ask, by) => threads.mark(by, ask)),
    'thread.follow': read((ask, by) => threads.follow(by, ask)),
    'receipt.delivered': light((tell, by) => cursors.delivered(by, tell.heads)),
    'receipt.read': read((ask, by) => cursors.read(by, ask.room, ask.seq)),
    'marker.set': read((ask, by) => cursors.mark(by, ask.room, ask.seq)),
    'state.set': read((ask, by) => ownStream.set(by, ask.key, ask.value)),
    'state.sync': read((ask, by) => ownStream.sync(by, ask.rev)),
    typing: light((tell, by) => presence.typing(by, tell)),
    'presence.watch': read(async (ask, by, connection) => ({
      users: await watchers.watch(connection, by, ask.users),
    })),
    'presence.set': light((tell, _by, connection) => connection.presence?.set(tell.status)),
    ping: light(async (_tell, by, connection) => {
      const rev = await ownStream.rev(by.user);
      const heads = fanOut.changedHeads(connection, by);
      connection.deliver(`{"type":"pong","heads":${JSON.stringify(heads)},"rev":${rev}}`);
    }),
  };
}

const row =
  (operation: OperationClass) =>
  <Type extends Said>(act: Row<Type>['act']): Row<Type> => ({ operation, act });
const write = row('write') as <Type extends Writes>(act: Row<Type>['act']) => Row<Type>;
const read = row('read');
const light = row('light');
