import * as z from 'zod/mini';
import { Time, text } from '../fields.ts';
import { UserId } from '../id.ts';
import { limits } from '../limits.ts';
import { SelfView, UserView } from '../views.ts';
import { addresses } from './addresses.ts';
import { route } from './route.ts';

const at = addresses.users;
const Empty = z.object({});
const tag = 'users';
const params = z.object({ user: UserId });

/** One event of the audit record. */
export const AuditView = z.object({
  at: Time,
  what: z.string(),
  who: z.optional(UserId),
  target: z.optional(z.string()),
  address: z.optional(z.string()),
});
export type AuditView = z.infer<typeof AuditView>;

export const users = {
  me: route({
    ...at.me,
    policy: 'user',
    bot: 'read',
    guest: true,
    tag,
    summary: 'Myself.',
    answer: z.object({ self: SelfView }),
  }),
  changeMe: route({
    ...at.changeMe,
    policy: 'user',
    tag,
    summary: 'Change my profile.',
    body: z.strictObject({
      name: z.optional(text(limits.displayNameMax, 1)),
      about: z.optional(text(limits.aboutMax)),
      status: z.optional(
        z.nullable(
          z.strictObject({
            emoji: z.optional(text(limits.emojiCodePointsMax)),
            text: z.optional(text(limits.statusTextMax)),
          }),
        ),
      ),
    }),
    answer: z.object({ self: SelfView }),
  }),
  deleteMe: route({
    ...at.deleteMe,
    policy: 'user',
    tag,
    summary: 'Delete my account: sessions end, profile and handle go, messages stay under a placeholder.',
    body: z.strictObject({ password: z.string().check(z.maxLength(limits.passwordMax)) }),
    answer: Empty,
    errors: ['credentials-wrong', 'rate-limited', 'last-owner'],
  }),
  get: route({
    ...at.get,
    policy: 'user',
    bot: 'read',
    guest: true,
    tag,
    summary: 'A person.',
    params,
    answer: z.object({ user: UserView }),
    errors: ['user-not-found'],
  }),
  search: route({
    ...at.search,
    policy: 'user',
    bot: 'read',
    tag,
    summary: 'People whose handle or name begins with a text; an exact handle comes first.',
    query: z.object({ query: text(limits.displayNameMax, 1) }),
    answer: z.object({ users: z.array(UserView) }),
  }),
  blocked: route({
    ...at.blocked,
    policy: 'user',
    tag,
    summary: 'Whom I block.',
    answer: z.object({ users: z.array(UserView) }),
  }),
  block: route({
    ...at.block,
    policy: 'user',
    tag,
    summary: 'Block a person; they are not told.',
    params,
    answer: Empty,
    errors: ['user-not-found'],
  }),
  unblock: route({
    ...at.unblock,
    policy: 'user',
    tag,
    summary: 'Unblock a person.',
    params,
    answer: Empty,
    errors: ['user-not-found'],
  }),
  audit: route({
    ...at.audit,
    policy: 'admin',
    tag: 'admin',
    summary: 'The audit record, newest first.',
    query: z.object({
      before: z.optional(z.string().check(z.regex(/^\d{1,15}$/))),
      limit: z.optional(z.string().check(z.regex(/^\d{1,3}$/))),
    }),
    answer: z.object({ events: z.array(AuditView), next: z.optional(z.string()) }),
  }),
};
