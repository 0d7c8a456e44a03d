export { createPresence } from './create-presence.ts';
export type { LastSeenStore } from './last-seen-store.ts';
export type { Presence } from './presence.ts';
