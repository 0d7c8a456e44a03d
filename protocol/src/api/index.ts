// Every REST route, by service. `api.messages.send` is mounted by the gateway and called by the sdk.
import { auth } from './auth.ts';
import { bots } from './bots.ts';
import { commands } from './commands.ts';
import { contacts } from './contacts.ts';
import { hooks } from './hooks.ts';
import { invites } from './invites.ts';
import { later } from './later.ts';
import { messages } from './messages.ts';
import { polls } from './polls.ts';
import { rooms } from './rooms.ts';
import { spaces } from './spaces.ts';
import { threads } from './threads.ts';
import { users } from './users.ts';

export const api = {
  auth,
  users,
  bots,
  commands,
  hooks,
  rooms,
  spaces,
  invites,
  contacts,
  messages,
  polls,
  threads,
  later,
} as const;
export type Api = typeof api;
