import * as z from 'zod/mini';
import { RoomKind, Time } from '../fields.ts';
import { RoomId } from '../id.ts';
import { MessageView, RoomView, UserView } from '../views.ts';
import { addresses } from './addresses.ts';
import { route } from './route.ts';

const at = addresses.contacts;
const tag = 'contact requests';
/** The room that waits. */
const params = z.object({ request: RoomId });
const Empty = z.object({});

/** A room that a stranger brought me into. Nothing of what is said there. */
const ContactRequestView = z.object({
  room: RoomId,
  kind: RoomKind,
  /** Of a group or channel. */
  name: z.optional(z.string()),
  memberCount: z.int(),
  /** Who wrote to me, or added me. */
  by: UserView,
  at: Time,
});
export type ContactRequestView = z.infer<typeof ContactRequestView>;

export const contacts = {
  list: route({
    ...at.list,
    policy: 'user',
    tag,
    summary: 'Contact requests: rooms that strangers brought me into, newest first.',
    query: z.object({ after: z.optional(z.string().check(z.maxLength(100))) }),
    answer: z.object({ requests: z.array(ContactRequestView), next: z.optional(z.string()) }),
  }),
  preview: route({
    ...at.preview,
    policy: 'own',
    tag,
    summary: 'What was said so far in a room that waits to be accepted. Nobody is told that I look.',
    params,
    answer: z.object({
      request: ContactRequestView,
      /** The newest, ascending by seq. */
      messages: z.array(MessageView),
      users: z.array(UserView),
    }),
    errors: ['request-not-found'],
  }),
  accept: route({
    ...at.accept,
    policy: 'own',
    tag,
    summary: 'Accept a contact request: the room is one of mine, with all that was sent.',
    params,
    answer: z.object({ room: RoomView }),
    errors: ['request-not-found'],
  }),
  decline: route({
    ...at.decline,
    policy: 'own',
    tag,
    summary: 'Turn a contact request away for good, and perhaps block who made it. They are not told.',
    params,
    body: z.strictObject({ block: z._default(z.boolean(), false) }),
    answer: Empty,
    errors: ['request-not-found'],
  }),
  report: route({
    ...at.report,
    policy: 'own',
    tag,
    summary: 'Report who made a contact request to the administrators, block them and turn it away.',
    params,
    answer: Empty,
    errors: ['request-not-found'],
  }),
};
