// One act through either door: over a socket, or over REST. What a test says of writes has to hold for both.
import { type Ack, addresses, type MessageId, type RoomId } from '@sup/protocol';
import { Refused, type TestPerson, type TestSocket } from '@sup/testkit';

const routes = {
  'message.send': addresses.messages.send,
  'message.edit': addresses.messages.edit,
  'message.delete': addresses.messages.delete,
  'message.react': addresses.messages.react,
  'message.pin': addresses.messages.pin,
  'message.mark': addresses.messages.mark,
} as const;

export interface Act {
  readonly type: keyof typeof routes;
  readonly room: RoomId;
  readonly message?: MessageId | undefined;
  readonly cmid: string;
  readonly [field: string]: unknown;
}

/** The ack, or the code of the refusal. */
export type Outcome = Ack | string;

/** A way to write. */
export type Door = (act: Act) => Promise<Outcome>;

/** Writes over a socket. */
export const overSocket =
  (socket: TestSocket): Door =>
  async ({ type, ...fields }) => {
    try {
      return await socket.ask<Ack>(type, { since: 0, ...fields });
    } catch (error) {
      if (error instanceof Refused) return error.frame.code;
      throw error;
    }
  };

/** Writes over REST. */
export const overRest =
  (person: TestPerson): Door =>
  async ({ type, room, message, ...body }) => {
    const params = { room, ...(message && { message }) };
    const answer = await person.call<Ack & { code?: string }>(routes[type], { params, body });
    return answer.status === 200 ? answer.body : (answer.body.code ?? `status ${answer.status}`);
  };

/** The ack of an outcome that must be one. */
export function mustBeAck(outcome: Outcome): Ack {
  if (typeof outcome === 'string') throw new Error(`refused with ${outcome}`);
  return outcome;
}

/** The ack of a sent message, with its id. */
export function mustBeSent(outcome: Outcome): Ack & { message: MessageId } {
  const { message, ...ack } = mustBeAck(outcome);
  if (message === undefined) throw new Error('an ack of a message names it');
  return { ...ack, message };
}
