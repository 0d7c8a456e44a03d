// What a bot's token must allow for each act. What does not stand here is for people only: default deny (R113).
import { type Api, SupError, type UpType } from '@sup/protocol';
import type { TokenScope } from '../services/caller.ts';

type Need = 'read' | 'write';
type Routes = { readonly [Service in keyof Api]?: { readonly [Name in keyof Api[Service]]?: Need } };

const routes: Routes = {
  users: { me: 'read', get: 'read', search: 'read' },
  rooms: { list: 'read', openDirect: 'write', get: 'read', members: 'read', rights: 'read', leave: 'write' },
  messages: {
    page: 'read',
    get: 'read',
    sync: 'read',
    send: 'write',
    edit: 'write',
    delete: 'write',
    react: 'write',
  },
  threads: { list: 'read', page: 'read', mark: 'read', follow: 'read' },
};

const frames: { readonly [Type in UpType]?: Need } = {
  'message.send': 'write',
  'message.edit': 'write',
  'message.delete': 'write',
  'message.react': 'write',
  'message.get': 'read',
  'room.open': 'read',
  'room.close': 'read',
  'room.sync': 'read',
  'room.page': 'read',
  'room.list': 'read',
  'room.get': 'read',
  'room.counts': 'read',
  'thread.page': 'read',
  'thread.get': 'read',
  'thread.list': 'read',
  'thread.mark': 'read',
  'thread.follow': 'read',
  'receipt.delivered': 'read',
  'receipt.read': 'read',
  'marker.set': 'read',
  'state.set': 'write',
  'state.sync': 'read',
  typing: 'write',
  'presence.watch': 'read',
  'presence.set': 'read',
  ping: 'read',
};

/** Of these routes a token of some rooms needs none of them in the address. */
const roomless: ReadonlySet<string> = new Set(['users.me', 'users.get']);

/** Throws forbidden unless a token allows this route, in this room where it names one. */
export function mustAllowRoute(
  scope: TokenScope,
  { service, name, room }: { service: string; name: string; room: string | undefined },
): void {
  const table: Readonly<Record<string, Readonly<Record<string, Need>> | undefined>> = routes;
  mustAllow(scope, table[service]?.[name]);
  if (!scope.rooms || roomless.has(`${service}.${name}`)) return;
  if (!scope.rooms.some((one) => one === room)) throw new SupError('forbidden');
}

/** Throws forbidden unless a token allows this frame. Tokens of some rooms have no sockets. */
export function mustAllowFrame(scope: TokenScope, type: UpType): void {
  mustAllow(scope, frames[type]);
}

/** Throws forbidden unless a token may have a socket: everything of all rooms comes over it. */
export function mustAllowSocket(scope: TokenScope): void {
  if (!scope.read || scope.rooms) throw new SupError('forbidden');
}

function mustAllow(scope: TokenScope, need: Need | undefined): void {
  if (need === undefined || !scope[need]) throw new SupError('forbidden');
}
