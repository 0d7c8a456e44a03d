export interface ErrorRow {
  /** What a person may be told. */
  readonly text: string;
  /** `never`: the same ask fails again. `later`: the same ask, same cmid, may succeed after a wait. */
  readonly retry: 'never' | 'later';
  readonly http: number;
  /** WebSocket close code, when the connection ends by it. */
  readonly close?: number;
  /** What the client does. */
  readonly client: string;
}

/** The one table of expected failures, for frames, REST and close codes alike: HTTP status, retry, text, what the client does, close code. */
const table = {
  // What was said makes no sense.
  'frame-not-json': [400, 'never', 'That frame is not JSON.', 'Fix the program.', 4400],
  'frame-too-large': [400, 'never', 'That frame is too large.', 'Send less.', 1009],
  'frame-not-text': [400, 'never', 'Only text frames are understood.', 'Fix the program.', 1003],
  'invalid-input': [400, 'never', 'Something in that request is not valid.', 'Show the details.'],
  'unknown-type': [400, 'never', 'This server does not know that kind of frame.', 'Fix the program.'],
  'body-too-large': [413, 'never', 'That is too long.', 'Ask the writer to shorten it.'],
  'body-malformed': [
    400,
    'never',
    'The text has characters that cannot be kept (NUL or half a character).',
    'Show the details.',
  ],
  'unsupported-media-type': [415, 'never', 'Send JSON, with its content type.', 'Fix the program.'],
  'route-not-found': [404, 'never', 'There is nothing at that address.', 'Fix the program.'],
  'method-not-allowed': [405, 'never', 'That address does not know this method.', 'Fix the program.'],
  'version-unsupported': [
    400,
    'never',
    'This client and this server do not speak the same version.',
    'Update, then reconnect.',
    4406,
  ],

  // The connection.
  'hello-expected': [400, 'never', 'The first frame must be a hello.', 'Fix the program.', 4401],
  'hello-repeated': [400, 'never', 'There was a hello already.', 'Fix the program.', 4402],
  'hello-timeout': [400, 'later', 'No hello came in time.', 'Reconnect.', 4403],
  'origin-refused': [403, 'never', 'This site may not connect here.', 'Add the origin to the settings.'],
  'slow-reader': [400, 'later', 'The connection could not keep up.', 'Reconnect at once and resume.', 4008],
  flood: [400, 'later', 'Too many frames.', 'Back off, then reconnect.', 4009],
  'session-ended': [401, 'never', 'This session has ended.', 'Sign in again; keep drafts and outbox.', 4010],
  'going-away': [400, 'later', 'The server is restarting.', 'Reconnect after retryAfterMs.', 4011],
  'ping-timeout': [400, 'later', 'Nothing was heard for too long.', 'Reconnect.', 4012],

  // Who you are.
  'not-signed-in': [401, 'never', 'Sign in first.', 'Refresh the token once, then sign in.'],
  'token-expired': [401, 'never', 'The token has expired.', 'Refresh the token, then repeat.'],
  'token-invalid': [401, 'never', 'The token is not valid.', 'Sign in again.'],
  'refresh-reused': [
    401,
    'never',
    'This sign-in was used twice and has been ended for safety.',
    'Sign in again.',
  ],
  'credentials-wrong': [401, 'never', 'Handle or password is wrong.', 'Let the person try again.'],
  'password-common': [
    400,
    'never',
    'That password is among the 10,000 most common ones.',
    'Ask for another.',
  ],
  'password-short': [400, 'never', 'A password needs at least 10 characters.', 'Ask for a longer one.'],
  'handle-taken': [409, 'never', 'That handle is taken.', 'Ask for another.'],
  'handle-invalid': [
    400,
    'never',
    'A handle has 2 to 32 letters, digits, dots, dashes or underscores.',
    'Ask for another.',
  ],
  'handle-confusable': [409, 'never', 'That handle looks like another one.', 'Ask for another.'],
  'registration-closed': [403, 'never', 'This server takes no new accounts.', 'Say so.'],
  'registration-by-invite': [403, 'never', 'This server takes new accounts by invitation only.', 'Say so.'],
  'link-invalid': [410, 'never', 'That link has been used or has expired.', 'Ask for a new one.'],
  'origin-header-missing': [
    403,
    'never',
    'The request lacks the header that proves where it comes from.',
    'Send X-Sup: 1.',
  ],

  // What you may do.
  forbidden: [403, 'never', 'You may not do that here.', 'Hide what cannot be done.'],
  'room-not-found': [404, 'never', 'There is no such room for you.', 'Drop it from the list.'],
  'message-not-found': [404, 'never', 'There is no such message for you.', 'Show it as gone.'],
  'user-not-found': [404, 'never', 'There is no such person.', 'Say so.'],
  'session-not-found': [404, 'never', 'There is no such session.', 'Read the list again.'],
  'bot-not-found': [404, 'never', 'You have no such bot.', 'Read the list again.'],
  'token-not-found': [404, 'never', 'That bot has no such token.', 'Read the list again.'],
  'command-not-found': [
    404,
    'never',
    'Nobody here has such a command.',
    'Read the list again; keep the text.',
  ],
  'command-over': [404, 'never', 'Nobody waits for an answer to that.', 'Drop it.'],
  'hook-not-found': [404, 'never', 'There is no such hook.', 'Read the list again.'],
  'too-many-hooks': [409, 'never', 'That room has as many hooks as it can; end one first.', 'Say so.'],
  'too-many-bots': [409, 'never', 'You have as many bots as one person can; delete one first.', 'Say so.'],
  'too-many-tokens': [409, 'never', 'That bot has as many tokens as it can; end one first.', 'Say so.'],
  'already-member': [409, 'never', 'That person is a member already.', 'Read the members again.'],
  'not-member': [409, 'never', 'That person is not a member.', 'Read the members again.'],
  'ask-first': [403, 'never', 'That channel lets in who asks.', 'Offer to ask.'],
  'request-not-found': [404, 'never', 'Nobody asks for that any more.', 'Read the list again.'],
  'guest-link': [409, 'never', 'That link is for people without an account.', 'Say so.'],
  'not-guest': [409, 'never', 'You have an account already.', 'Read who you are.'],
  'is-guest': [409, 'never', 'That person is a guest of one room.', 'Say so.'],
  'invite-not-found': [404, 'never', 'There is no such invitation.', 'Read the list again.'],
  'too-many-invites': [
    409,
    'never',
    'That room has as many invitations as it can; take one back first.',
    'Say so.',
  ],
  'last-owner': [
    409,
    'never',
    'The last owner cannot leave or step down; make someone else owner first.',
    'Say so.',
  ],
  banned: [409, 'never', 'That person is banned from here.', 'Offer to end the ban.'],
  'not-banned': [409, 'never', 'That person is not banned.', 'Read the list again.'],
  'too-many-bans': [409, 'never', 'No more bans and mutes fit in this room; end some first.', 'Say so.'],
  muted: [403, 'never', 'You cannot write here for now.', 'Keep the text; say until when.'],
  'room-archived': [409, 'never', 'This room is archived: nobody writes in it.', 'Keep the text; say so.'],
  'room-deleted': [
    409,
    'never',
    'This room has been deleted: nothing can be done in it unless it is restored.',
    'Keep the text; say until when, and offer to restore the room.',
  ],
  'slow-mode': [
    429,
    'never',
    'Slow mode: wait a moment before the next message.',
    'Keep the text; send it as new after retryAfterMs.',
  ],
  'stranger-limit': [
    429,
    'never',
    'You have written to as many people you do not know as one may in a day.',
    'Say so; try again after retryAfterMs.',
  ],
  'room-kind': [409, 'never', 'That cannot be done in a room of this kind.', 'Hide it.'],
  'too-many-rooms': [409, 'never', 'No more rooms fit in this space; take one out first.', 'Say so.'],
  'space-loop': [409, 'never', 'A space cannot be within itself.', 'Say so.'],
  'space-too-deep': [409, 'never', 'Spaces are nested that deep already.', 'Say so.'],
  'message-deleted': [409, 'never', 'That message has been deleted.', 'Show it as deleted.'],
  moved: [409, 'never', 'That message has moved.', 'Follow the place in the details.'],
  'too-many-pins': [409, 'never', 'No more pins fit in this room; take one off first.', 'Say so.'],
  'would-reveal': [
    409,
    'never',
    'Some people here could not see those messages; after the move they would.',
    'Say so.',
  ],
  'too-much-to-move': [409, 'never', 'That is too much to move at once.', 'Offer to move less.'],
  'poll-closed': [409, 'never', 'That poll is closed.', 'Show it as closed.'],
  'too-many-kept': [409, 'never', 'You keep as many of these as fit.', 'Say so.'],
  'schedule-not-found': [404, 'never', 'Nothing of that name waits to be sent.', 'Remove it from the list.'],
  'schedule-under-way': [409, 'never', 'That message is being sent this moment.', 'Show it as it is.'],
  'too-many-reactions': [409, 'never', 'No more kinds of reaction fit on that message.', 'Say so.'],
  'cmid-conflict': [
    409,
    'never',
    'This id was used for something else.',
    'Mark as failed; send as new if wanted.',
  ],
  'state-key-refused': [400, 'never', 'That key cannot be set by a client.', 'Fix the program.'],

  // Not now.
  'rate-limited': [429, 'later', 'Too much at once; wait a moment.', 'Wait retryAfterMs, then repeat.'],
  'earlier-send-pending': [
    409,
    'later',
    'An earlier message to this room comes first.',
    'Repeat the earlier one first.',
  ],
  'store-full': [507, 'later', 'The server has no room to store this.', 'Keep it and repeat later.'],
  'store-unavailable': [503, 'later', 'The server cannot store this right now.', 'Keep it and repeat later.'],
  overloaded: [503, 'later', 'The server is busy.', 'Wait retryAfterMs, then repeat.'],
  internal: [500, 'later', 'Something went wrong in the server.', 'Repeat later; report it.'],
} as const satisfies Record<
  string,
  readonly [http: number, retry: ErrorRow['retry'], text: string, client: string, close?: number]
>;

export type ErrorCode = keyof typeof table;

export const errors: Readonly<Record<ErrorCode, ErrorRow>> = Object.fromEntries(
  Object.entries(table).map(([code, [http, retry, text, client, close]]) => [
    code,
    { http, retry, text, client, ...(close === undefined ? {} : { close }) },
  ]),
) as Record<ErrorCode, ErrorRow>;

/** What an expected failure may say beyond its code. */
export interface ErrorDetails {
  readonly retryAfterMs?: number;
  /** Which inputs were refused and why: path → sentence. */
  readonly fields?: Readonly<Record<string, string>>;
  /** For `moved`: where it is now. */
  readonly place?: { readonly room: string; readonly seq: number };
}

/** An expected failure: a row of the table. Anything else that is thrown is a bug. */
export class SupError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    super(errors[code].text, options);
    this.name = 'SupError';
    this.code = code;
    this.details = details;
  }

  get row(): ErrorRow {
    return errors[this.code];
  }
}
