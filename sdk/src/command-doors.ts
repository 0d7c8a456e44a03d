import type { CommandValues, InvocationView, RoomId, UserId } from '@sup/protocol';

/** A command that somebody gave to me, a bot. Answer it once, before `until`. */
export interface CommandCall extends InvocationView {
  /** As a message of the room. */
  answer(body: string): Promise<void>;
  /** To the one who gave it, alone. */
  whisper(body: string): Promise<void>;
}

/** Commands with a slash, from both sides. What there are, and offering them, is `rest.commands`. */
export interface Commands {
  /** For bots: those given to me as they come, also those from before that wait still. */
  calls(): AsyncIterableIterator<CommandCall>;
  /**
   * Gives a command. Resolves with what the bot tells me alone, or undefined when it answered the room; rejects with
   * command-over when it does not answer in time.
   */
  give(
    room: RoomId,
    ask: { bot: UserId; name: string; arguments: CommandValues },
  ): Promise<string | undefined>;
}
