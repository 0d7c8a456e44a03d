// What routes and frames declare about who may use them. Checked here: tokens, administrators, what a bot's token allows.
// What hangs on a room is decided by the services, at the head of its log.
import {
  type Access,
  api,
  framePolicies,
  policyFault,
  type Route,
  SupError,
  type UpType,
  up,
} from '@sup/protocol';

/** Default deny: a route or frame that does not say who may use it stops the start, whatever the types said (R190). */
export function mustDeclareAccess(): void {
  for (const [name, route] of everyRoute())
    refuse(`the route ${name}`, policyFault(route, { namesRoom: route.path.includes('/:room') }));
  for (const type of Object.keys(up) as UpType[])
    refuse(`the frame ${type}`, policyFault(framePolicies[type], { namesRoom: 'room' in up[type].shape }));
}

/** Every route with its name, such as `rooms.join`. */
export function everyRoute(): [name: string, route: Route][] {
  return Object.entries(api).flatMap(([service, routes]) =>
    Object.entries(routes).map(([name, route]): [string, Route] => [`${service}.${name}`, route]),
  );
}

/** Throws forbidden where guests are not named: their one room is not left by what names no room (R219). */
export function mustAllowGuest({ guest }: Access): void {
  if (!guest) throw new SupError('forbidden');
}

export function accessOfFrame(type: UpType): Access {
  return framePolicies[type];
}

function refuse(what: string, fault: string | undefined): void {
  if (fault !== undefined) throw new Error(`${what} ${fault}`);
}
