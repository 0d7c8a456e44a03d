import * as z from 'zod/mini';
import { text } from '../fields.ts';
import { DeviceId, SessionId, UserId } from '../id.ts';
import { limits } from '../limits.ts';
import { SelfView, SessionView } from '../views.ts';
import { addresses } from './addresses.ts';
import { route } from './route.ts';

const at = addresses.auth;
/** The rules of a handle (NFKC, confusables, length) are the service's: its errors name what is wrong. */
const Handle = z.string().check(z.minLength(1), z.maxLength(100));
const Password = z.string().check(z.minLength(1), z.maxLength(limits.passwordMax));
/** From where somebody signs in, and how they want their tokens. */
export const here = {
  device: DeviceId,
  client: z._default(z.string().check(z.maxLength(100)), ''),
  /** Web: the refresh token goes into an httpOnly cookie and not into the answer. */
  cookie: z._default(z.boolean(), false),
};
const Token = z.string().check(z.maxLength(4_096));

export const SignedIn = z.object({
  self: SelfView,
  session: SessionId,
  accessToken: z.string(),
  accessTokenSeconds: z.int(),
  refreshToken: z.optional(z.string()),
  /** After registering, and never again: one-time codes for a forgotten password. */
  recoveryCodes: z.optional(z.array(z.string())),
});
export type SignedIn = z.infer<typeof SignedIn>;
const Empty = z.object({});
const tag = 'auth';

export const auth = {
  register: route({
    ...at.register,
    policy: 'anyone',
    tag,
    summary: 'Make an account and sign in.',
    body: z.strictObject({
      handle: Handle,
      name: text(limits.displayNameMax, 1),
      password: Password,
      /** The one-time link for the first administrator, or an invitation. */
      invite: z.optional(z.string().check(z.maxLength(200))),
      ...here,
    }),
    answer: SignedIn,
    errors: [
      'handle-taken',
      'handle-invalid',
      'handle-confusable',
      'password-short',
      'password-common',
      'registration-closed',
      'registration-by-invite',
      'link-invalid',
      'rate-limited',
    ],
  }),
  upgrade: route({
    ...at.upgrade,
    policy: 'user',
    guest: true,
    tag,
    summary:
      'Make an account of a guest: what they are in, said and signed in with stays, and does not end with the link any more.',
    body: z.strictObject({
      handle: Handle,
      /** Absent: the one that they have as a guest. */
      name: z.optional(text(limits.displayNameMax, 1)),
      password: Password,
      /** An invitation, where registration is by such. */
      invite: z.optional(z.string().check(z.maxLength(200))),
    }),
    answer: z.object({ self: SelfView, recoveryCodes: z.array(z.string()) }),
    errors: [
      'not-guest',
      'handle-taken',
      'handle-invalid',
      'handle-confusable',
      'password-short',
      'password-common',
      'registration-closed',
      'registration-by-invite',
      'link-invalid',
      'guest-link',
      'rate-limited',
    ],
  }),
  login: route({
    ...at.login,
    policy: 'anyone',
    tag,
    summary: 'Sign in with handle and password.',
    body: z.strictObject({ handle: Handle, password: Password, ...here }),
    answer: SignedIn,
    errors: ['credentials-wrong', 'rate-limited', 'overloaded'],
  }),
  refresh: route({
    ...at.refresh,
    policy: 'anyone',
    tag,
    summary:
      'Exchange a refresh token, once, for a new pair. On the web the cookie is used and X-Sup: 1 is required.',
    body: z.strictObject({ refreshToken: z.optional(Token) }),
    answer: SignedIn,
    errors: ['not-signed-in', 'token-invalid', 'refresh-reused', 'origin-header-missing'],
  }),
  logout: route({
    ...at.logout,
    policy: 'user',
    guest: true,
    tag,
    summary: 'End this session.',
    answer: Empty,
  }),
  logoutEverywhere: route({
    ...at.logoutEverywhere,
    policy: 'user',
    tag,
    summary: 'End all my sessions but this one.',
    answer: Empty,
  }),
  changePassword: route({
    ...at.changePassword,
    policy: 'user',
    tag,
    summary: 'Change my password; ends all my other sessions.',
    body: z.strictObject({ current: Password, next: Password }),
    answer: Empty,
    errors: ['credentials-wrong', 'password-short', 'password-common', 'rate-limited'],
  }),
  recover: route({
    ...at.recover,
    policy: 'anyone',
    tag,
    summary:
      'Set a new password with a recovery code, or with the code of a reset link; ends all sessions and signs in.',
    body: z.strictObject({
      handle: Handle,
      code: z.string().check(z.maxLength(100)),
      password: Password,
      ...here,
    }),
    answer: SignedIn,
    errors: ['credentials-wrong', 'password-short', 'password-common', 'rate-limited'],
  }),
  recoveryCodes: route({
    ...at.recoveryCodes,
    policy: 'user',
    tag,
    summary: 'Make new recovery codes; the old ones end.',
    body: z.strictObject({ password: Password }),
    answer: z.object({ recoveryCodes: z.array(z.string()) }),
    errors: ['credentials-wrong', 'rate-limited'],
  }),
  sessions: route({
    ...at.sessions,
    policy: 'user',
    tag,
    summary: 'My sessions.',
    answer: z.object({ sessions: z.array(SessionView) }),
  }),
  endSession: route({
    ...at.endSession,
    policy: 'own',
    tag,
    summary: 'End one of my sessions.',
    params: z.object({ session: SessionId }),
    answer: Empty,
    errors: ['session-not-found'],
  }),
  claimAdmin: route({
    ...at.claimAdmin,
    policy: 'user',
    tag,
    summary: 'Become the first administrator with the one-time code that the server printed.',
    body: z.strictObject({ code: z.string().check(z.maxLength(200)) }),
    answer: z.object({ self: SelfView }),
    errors: ['link-invalid'],
  }),
  jwks: route({
    ...at.jwks,
    policy: 'anyone',
    tag,
    summary: 'Public keys of access tokens.',
    answer: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }),
  }),
  resetLink: route({
    ...at.resetLink,
    policy: 'admin',
    tag: 'admin',
    summary: 'Make a one-time link with which a person sets a new password.',
    params: z.object({ user: UserId }),
    answer: z.object({ link: z.string(), expiresAt: z.int() }),
    errors: ['user-not-found'],
  }),
};
