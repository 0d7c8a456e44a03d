/** The types of all that the server may say; `down` has a schema for each. */
export const downTypes = [
  'welcome',
  'entries',
  'heads',
  'mention',
  'receipts',
  'typing',
  'presence',
  'user',
  'state',
  'command.answered',
  'pong',
  'reply',
  'error',
  'bye',
] as const;

export type DownType = (typeof downTypes)[number];
