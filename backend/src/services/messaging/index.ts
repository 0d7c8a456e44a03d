import { deleteMessage } from './delete.ts';
import { edit } from './edit.ts';
import { kept } from './kept.ts';
import { list } from './list.ts';
import { mark } from './mark.ts';
import type { Messaging } from './messaging.ts';
import type { MessagingParts } from './messaging-parts.ts';
import { origins } from './origins.ts';
import { get, page, threadPage } from './page.ts';
import { pin } from './pin.ts';
import { react } from './react.ts';
import { receipts } from './receipts.ts';
import { send } from './send.ts';
import { sync } from './sync.ts';
import { versions } from './versions.ts';

export { messageViews } from './message-view.ts';
export type { Messaging } from './messaging.ts';
export type { MessagingParts } from './messaging-parts.ts';
export { createMoves } from './moves/index.ts';
export { createPolls } from './polls/index.ts';

/** Builds messaging. */
export function createMessaging(parts: MessagingParts): Messaging {
  return {
    send: (by, ask) => send(parts, by, ask),
    edit: (by, ask) => edit(parts, by, ask),
    delete: (by, ask) => deleteMessage(parts, by, ask),
    react: (by, ask) => react(parts, by, ask),
    pin: (by, ask) => pin(parts, by, ask),
    mark: (by, ask) => mark(parts, by, ask),
    kept: (by, ask) => kept(parts, by, ask),
    origins: (by, ask) => origins(parts, by, ask),
    page: (by, ask) => page(parts, by, ask),
    threadPage: (by, ask) => threadPage(parts, by, ask),
    sync: (by, ask) => sync(parts, by, ask),
    list: (by, places) => list(parts, by, places),
    get: (by, ask) => get(parts, by, ask),
    versions: (by, ask) => versions(parts, by, ask),
    receipts: (by, ask) => receipts(parts, by, ask),
  };
}
