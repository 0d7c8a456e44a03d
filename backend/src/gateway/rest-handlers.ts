// What each REST route does: one line a route, complete by the compiler. The same services as behind the socket.
import {
  type Api,
  forever,
  limits,
  type RouteAnswer,
  type RouteInput,
  type SignedIn,
  SupError,
} from '@sup/protocol';
import type { Granted } from '../services/auth/auth.ts';
import type { Services } from './gateway-parts.ts';
import { callerOf, type RestContext } from './rest-context.ts';

/** A handler of one route: its checked input in, its answer out. */
type Handler<Route> = (input: RouteInput<Route>, context: RestContext) => Promise<RouteAnswer<Route>>;

export type RestHandlers = {
  readonly [Service in keyof Api]: {
    readonly [Name in keyof Api[Service]]: Handler<Api[Service][Name]>;
  };
};

/** Builds the table of handlers. */
export function restHandlers(services: Services): RestHandlers {
  return {
    auth: authHandlers(services),
    users: userHandlers(services),
    rooms: roomHandlers(services),
    invites: inviteHandlers(services),
    messages: messageHandlers(services),
    threads: threadHandlers(services),
  };
}

function authHandlers({ auth }: Services): RestHandlers['auth'] {
  return {
    register: async ({ body }, at) => grant(await auth.register(body, at.from), body.cookie, at),
    login: async ({ body }, at) => grant(await auth.login(body, at.from), body.cookie, at),
    recover: async ({ body }, at) => grant(await auth.recover(body, at.from), body.cookie, at),
    refresh: async ({ body }, at) => {
      const token = body.refreshToken ?? at.refreshCookie();
      if (token === undefined) throw new SupError('not-signed-in');
      return grant(await auth.refresh(token, at.from), body.refreshToken === undefined, at);
    },
    logout: async (_input, at) => {
      await auth.logout(callerOf(at));
      return signedOut(at);
    },
    logoutEverywhere: async (_input, at) => done(auth.logoutEverywhere(callerOf(at))),
    changePassword: async ({ body }, at) => done(auth.changePassword(callerOf(at), body, at.from)),
    recoveryCodes: ({ body }, at) => auth.recoveryCodes(callerOf(at), body),
    sessions: (_input, at) => auth.sessions(callerOf(at)),
    endSession: async ({ params }, at) => done(auth.endSession(callerOf(at), params.session)),
    claimAdmin: ({ body }, at) => auth.claimAdmin(callerOf(at), body.code),
    jwks: () => auth.jwks(),
    resetLink: ({ params }, at) => auth.resetLink(callerOf(at), params.user),
  };
}

function userHandlers({ auth, users }: Services): RestHandlers['users'] {
  return {
    me: async (_input, at) => ({ self: await users.me(callerOf(at)) }),
    changeMe: async ({ body }, at) => ({ self: await users.changeMe(callerOf(at), body) }),
    deleteMe: async ({ body }, at) => {
      await auth.deleteAccount(callerOf(at), body.password);
      return signedOut(at);
    },
    get: async ({ params }) => ({ user: await users.get(params.user) }),
    search: async ({ query }, at) => ({ users: [...(await users.search(callerOf(at), query.query))] }),
    blocked: async (_input, at) => ({ users: [...(await users.blocked(callerOf(at)))] }),
    block: async ({ params }, at) => done(users.block(callerOf(at), params.user)),
    unblock: async ({ params }, at) => done(users.unblock(callerOf(at), params.user)),
    audit: ({ query }) => users.audit(query.before, Number(query.limit ?? auditPage)),
  };
}

function threadHandlers({ messaging, threads }: Services): RestHandlers['threads'] {
  return {
    list: ({ query }, at) => threads.list(callerOf(at), query.after),
    page: ({ params, query }, at) =>
      messaging.threadPage(callerOf(at), {
        ...params,
        limit: pageLimit(query.limit),
        ...seqs({ before: query.before, after: query.after, around: query.around }),
      }),
    mark: ({ params, body }, at) => threads.mark(callerOf(at), { ...params, ...body }),
    follow: ({ params, body }, at) => threads.follow(callerOf(at), { ...params, ...body }),
  };
}

const auditPage = 100;

/** The tokens as the caller wants them: the refresh token in the answer, or in the cookie and nowhere else. */
function grant(granted: Granted, cookie: boolean, at: RestContext): SignedIn {
  if (!cookie) return granted;
  const { refreshToken, ...rest } = granted;
  at.setRefreshCookie(refreshToken);
  return rest;
}

function signedOut(at: RestContext): Record<string, never> {
  at.setRefreshCookie(undefined);
  return {};
}

async function done(act: Promise<void>): Promise<Record<string, never>> {
  await act;
  return {};
}

function pageLimit(text: string | undefined): number {
  const limit = Number(text ?? 50);
  if (limit < 1 || limit > limits.pageMessagesMax)
    throw new SupError('invalid-input', { fields: { limit: `is from 1 to ${limits.pageMessagesMax}` } });
  return limit;
}

/** The given ones as numbers. */
function seqs(texts: { before: string | undefined; after: string | undefined; around: string | undefined }) {
  return {
    ...(texts.before !== undefined && { before: Number(texts.before) }),
    ...(texts.after !== undefined && { after: Number(texts.after) }),
    ...(texts.around !== undefined && { around: Number(texts.around) }),
  };
}
