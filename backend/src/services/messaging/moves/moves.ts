// The door of moves: messages to another place, and back.
import type { Ack, MoveInput, UndoMoveInput } from '@sup/protocol';
import type { Caller } from '../../caller.ts';

export interface Moves {
  /** Moves messages with the replies to them; durable when this resolves, and then they are at their new place. */
  move(by: Caller, ask: MoveInput): Promise<Ack>;
  /** Takes a move of the caller's back: what is still where it led is again where it was. */
  undo(by: Caller, ask: UndoMoveInput): Promise<Ack>;
}
