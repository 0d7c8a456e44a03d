// Ids are 128 bits in 26 characters of Crockford's base32, lower case: 48 bits of time, 80 of chance.
// They sort by the moment they were made, and carry no other meaning.
import * as z from 'zod/mini';

const idPattern = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

const id = <Name extends string>() => z.string().check(z.regex(idPattern)).brand<Name>();

export const UserId = id<'UserId'>();
export type UserId = z.infer<typeof UserId>;
export const RoomId = id<'RoomId'>();
export type RoomId = z.infer<typeof RoomId>;
export const MessageId = id<'MessageId'>();
export type MessageId = z.infer<typeof MessageId>;
export const SessionId = id<'SessionId'>();
export type SessionId = z.infer<typeof SessionId>;
export const InviteId = id<'InviteId'>();
export type InviteId = z.infer<typeof InviteId>;
/** Names a command that somebody gave. */
export const InvocationId = id<'InvocationId'>();
export type InvocationId = z.infer<typeof InvocationId>;
export const HookId = id<'HookId'>();
export type HookId = z.infer<typeof HookId>;
/** Names a local store (a browser profile, an installed app), not a sign-in. */
export const DeviceId = id<'DeviceId'>();
export type DeviceId = z.infer<typeof DeviceId>;
/** Client message id: made once by the device for one intended effect, repeated by every retry of it. */
export const Cmid = id<'Cmid'>();
export type Cmid = z.infer<typeof Cmid>;
/** The identity of a store; another epoch means that what was cached of it is worth nothing. */
export const Epoch = id<'Epoch'>();
export type Epoch = z.infer<typeof Epoch>;
