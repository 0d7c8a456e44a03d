// What a bot's token must allow: what the route or frame declares. What declares nothing is for people only (R113).
import { type Access, SupError } from '@sup/protocol';
import type { TokenScope } from '../services/caller.ts';

/** Of these routes a token of some rooms needs none of them in the address. */
const roomless: ReadonlySet<string> = new Set(['users.me', 'users.get']);

/** Throws forbidden unless a token allows this route, in this room where it names one. */
export function mustAllowRoute(
  scope: TokenScope,
  { name, access, room }: { name: string; access: Access; room: string | undefined },
): void {
  mustAllow(scope, access);
  if (!scope.rooms || roomless.has(name)) return;
  if (!scope.rooms.some((one) => one === room)) throw new SupError('forbidden');
}

/** Throws forbidden unless a token may have a socket: everything of all rooms comes over it. */
export function mustAllowSocket(scope: TokenScope): void {
  if (!scope.read || scope.rooms) throw new SupError('forbidden');
}

/** Throws forbidden unless a token allows what is declared so. Tokens of some rooms have no sockets. */
export function mustAllow(scope: TokenScope, { bot }: Access): void {
  if (bot === undefined || !scope[bot]) throw new SupError('forbidden');
}
