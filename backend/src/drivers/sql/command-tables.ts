export interface BotCommandsTable {
  bot: string;
  /** As JSON. */
  commands: string;
}

/** What was given to a bot; the words of it lie in the bot's own stream while it waits. */
export interface InvocationsTable {
  id: string;
  room: string;
  account: string;
  cmid: string;
  /** Of what was given, to know a repeat from another. */
  digest: string;
  bot: string;
  /** Which key of the bot's own stream it has while it waits. */
  slot: number;
  until_at: number;
  state: 'waiting' | 'answered' | 'over';
}
