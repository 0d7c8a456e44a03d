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
    bots: botHandlers(services),
    commands: commandHandlers(services),
    hooks: hookHandlers(services),
    rooms: roomHandlers(services),
    spaces: spaceHandlers(services),
    contacts: contactHandlers(services),
    invites: inviteHandlers(services),
    messages: messageHandlers(services),
    polls: pollHandlers(services),
    threads: threadHandlers(services),
    later: laterHandlers(services),
  };
}

function authHandlers({ auth }: Services): RestHandlers['auth'] {
  return {
    register: async ({ body }, at) => grant(await auth.register(body, at.from), body.cookie, at),
    upgrade: ({ body }, at) => auth.guests.upgrade(callerOf(at), body, at.from),
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

function userHandlers({ auth, users, contacts }: Services): RestHandlers['users'] {
  return {
    me: async (_input, at) => ({ self: await users.me(callerOf(at)) }),
    changeMe: async ({ body }, at) => ({ self: await users.changeMe(callerOf(at), body) }),
    deleteMe: async ({ body }, at) => {
      await auth.deleteAccount(callerOf(at), body.password);
      return signedOut(at);
    },
    get: async ({ params }, at) => {
      await auth.guests.mustKnow(callerOf(at), params.user);
      return { user: await users.get(params.user) };
    },
    search: async ({ query }, at) => ({ users: [...(await users.search(callerOf(at), query.query))] }),
    blocked: async (_input, at) => ({ users: [...(await users.blocked(callerOf(at)))] }),
    block: async ({ params }, at) => {
      await users.block(callerOf(at), params.user);
      contacts.recount(callerOf(at).user);
      return {};
    },
    unblock: async ({ params }, at) => {
      await users.unblock(callerOf(at), params.user);
      contacts.recount(callerOf(at).user);
      return {};
    },
    audit: ({ query }) => users.audit(query.before, Number(query.limit ?? auditPage)),
  };
}

function botHandlers({ auth: { bots } }: Services): RestHandlers['bots'] {
  return {
    create: async ({ body }, at) => ({ bot: await bots.create(callerOf(at), body) }),
    list: async (_input, at) => ({ bots: await bots.list(callerOf(at)) }),
    change: async ({ params, body }, at) => ({ bot: await bots.change(callerOf(at), params.bot, body) }),
    rooms: ({ params, query }, at) => bots.rooms(callerOf(at), params.bot, query.after),
    delete: ({ params }, at) => done(bots.delete(callerOf(at), params.bot)),
    makeToken: ({ params, body }, at) => bots.makeToken(callerOf(at), params.bot, body),
    revokeToken: ({ params }, at) => done(bots.revokeToken(callerOf(at), params.bot, params.token)),
  };
}

function commandHandlers({ commands }: Services): RestHandlers['commands'] {
  return {
    list: async ({ params }, at) => ({ commands: await commands.list(callerOf(at), params.room) }),
    offer: ({ body }, at) => done(commands.offer(callerOf(at), body)),
    invoke: ({ params, body }, at) => commands.invoke(callerOf(at), params.room, body),
    answer: ({ params, body }, at) => done(commands.answer(callerOf(at), params.invocation, body)),
  };
}

function hookHandlers({ hooks }: Services): RestHandlers['hooks'] {
  return {
    incoming: async ({ params }, at) => ({ hooks: await hooks.incoming(callerOf(at), params.room) }),
    makeIncoming: ({ params, body }, at) => hooks.makeIncoming(callerOf(at), params.room, body.name),
    revokeIncoming: ({ params }, at) => done(hooks.revokeIncoming(callerOf(at), params.room, params.hook)),
    resumeIncoming: ({ params }, at) => done(hooks.resumeIncoming(callerOf(at), params.room, params.hook)),
    outgoing: async ({ params }, at) => ({ hooks: await hooks.outgoing(callerOf(at), params.room) }),
    makeOutgoing: ({ params, body }, at) => hooks.makeOutgoing(callerOf(at), params.room, body),
    deleteOutgoing: ({ params }, at) => done(hooks.deleteOutgoing(callerOf(at), params.room, params.hook)),
    pauseOutgoing: ({ params }, at) => done(hooks.pauseOutgoing(callerOf(at), params.room, params.hook)),
    resumeOutgoing: ({ params }, at) => done(hooks.resumeOutgoing(callerOf(at), params.room, params.hook)),
    deliveries: async ({ params }, at) => ({
      deliveries: await hooks.deliveries(callerOf(at), params.room, params.hook),
    }),
    post: ({ params, query, body }) => hooks.post(params.secret, body, query.key),
  };
}

function roomHandlers({ rooms, deletion }: Services): RestHandlers['rooms'] {
  return {
    list: ({ query }, at) => rooms.list(callerOf(at), query.after),
    openDirect: async ({ body }, at) => ({ room: await rooms.openDirect(callerOf(at), body.user) }),
    create: async ({ body }, at) => ({ room: await rooms.create(callerOf(at), body) }),
    directory: ({ query }, at) => rooms.directory(callerOf(at), query.query ?? '', query.after),
    get: async ({ params }, at) => ({ room: (await rooms.get(callerOf(at), params.room)).room }),
    change: async ({ params, body }, at) => ({ room: await rooms.change(callerOf(at), params.room, body) }),
    delete: async ({ params }, at) => ({ room: await deletion.delete(callerOf(at), params.room) }),
    restore: async ({ params }, at) => ({ room: await deletion.restore(callerOf(at), params.room) }),
    join: async ({ params }, at) => ({ room: await rooms.join(callerOf(at), params.room) }),
    leave: async ({ params }, at) => done(rooms.leave(callerOf(at), params.room)),
    members: ({ params, query }, at) => rooms.members(callerOf(at), params.room, query.after),
    addMember: async ({ params, body }, at) =>
      done(rooms.addMember(callerOf(at), params.room, { user: params.user, role: body.role })),
    removeMember: async ({ params }, at) => done(rooms.removeMember(callerOf(at), params.room, params.user)),
    transfer: async ({ params, body }, at) => done(rooms.transfer(callerOf(at), params.room, body.user)),
    rights: ({ params }, at) => rooms.rights(callerOf(at), params.room),
    bans: ({ params, query }, at) => rooms.bans(callerOf(at), params.room, query.after),
    ban: async ({ params, body }, at) =>
      done(rooms.ban(callerOf(at), params.room, { user: params.user, ...body })),
    unban: async ({ params }, at) => done(rooms.unban(callerOf(at), params.room, params.user)),
    mute: async ({ params, body }, at) =>
      done(rooms.mute(callerOf(at), params.room, { user: params.user, until: body.until ?? forever })),
    unmute: async ({ params }, at) =>
      done(rooms.mute(callerOf(at), params.room, { user: params.user, until: null })),
  };
}

function spaceHandlers({ spaces }: Services): RestHandlers['spaces'] {
  return {
    list: ({ query: { query = '', after } }, at) => spaces.list(callerOf(at), { query, after }),
    directory: ({ params, query: { query = '', sort = 'place', after } }, at) =>
      spaces.directory(callerOf(at), { ...params, query, sort, after }),
    put: async ({ params, body }, at) => done(spaces.put(callerOf(at), { ...params, before: body.before })),
    remove: async ({ params }, at) => done(spaces.remove(callerOf(at), params)),
  };
}

function inviteHandlers({ auth, invites, rooms }: Services): RestHandlers['invites'] {
  return {
    create: ({ params, body }, at) => invites.create(callerOf(at), params.room, body),
    list: ({ params }, at) => invites.list(callerOf(at), params.room),
    revoke: async ({ params }, at) => {
      await invites.revoke(callerOf(at), params.room, params.invite);
      auth.guests.revoked(params.invite);
      return {};
    },
    preview: async ({ body }, at) => ({ preview: await invites.preview(body.code, at.from) }),
    redeem: async ({ body }, at) => {
      const room = await invites.redeem(callerOf(at), body.code, at.from);
      return { room: (await rooms.get(callerOf(at), room)).room };
    },
    enter: async ({ body }, at) => {
      const { room, ...granted } = await auth.guests.enter(body, at.from);
      return { ...grant(granted, body.cookie, at), room };
    },
    ask: async ({ params, body }, at) => done(invites.ask(callerOf(at), params.room, body.text)),
    withdraw: async ({ params }, at) => done(invites.withdraw(callerOf(at), params.room)),
    asked: (_input, at) => invites.asked(callerOf(at)),
    requests: ({ params }, at) => invites.requests(callerOf(at), params.room),
    decide: async ({ params, body }, at) =>
      done(invites.decide(callerOf(at), params.room, { user: params.user, approve: body.approve })),
  };
}

function contactHandlers({ contacts, rooms }: Services): RestHandlers['contacts'] {
  return {
    list: ({ query }, at) => contacts.list(callerOf(at), query.after),
    preview: ({ params }, at) => contacts.preview(callerOf(at), params.request),
    accept: async ({ params }, at) => {
      await contacts.accept(callerOf(at), params.request);
      return { room: (await rooms.get(callerOf(at), params.request)).room };
    },
    decline: ({ params, body }, at) => done(contacts.decline(callerOf(at), params.request, body)),
    report: ({ params }, at) => done(contacts.report(callerOf(at), params.request, at.from)),
  };
}

function messageHandlers({ messaging, moves, notifications }: Services): RestHandlers['messages'] {
  return {
    page: ({ params, query }, at) =>
      messaging.page(callerOf(at), {
        room: params.room,
        limit: pageLimit(query.limit),
        ...seqs({ before: query.before, after: query.after, around: query.around }),
      }),
    get: async ({ params }, at) => {
      const { message, users } = await messaging.get(callerOf(at), params);
      return { message, users: [...users] };
    },
    notification: ({ params }, at) => notifications.decide({ ...params, user: callerOf(at).user }),
    versions: async ({ params }, at) => ({ versions: [...(await messaging.versions(callerOf(at), params))] }),
    receipts: ({ params }, at) => messaging.receipts(callerOf(at), params),
    send: ({ params, body }, at) => messaging.send(callerOf(at), { ...params, ...body }),
    edit: ({ params, body }, at) => messaging.edit(callerOf(at), { ...params, ...body }),
    delete: ({ params, body }, at) => messaging.delete(callerOf(at), { ...params, ...body }),
    react: ({ params, body }, at) => messaging.react(callerOf(at), { ...params, ...body }),
    pin: ({ params, body }, at) => messaging.pin(callerOf(at), { ...params, ...body }),
    mark: ({ params, body }, at) => messaging.mark(callerOf(at), { ...params, ...body }),
    kept: ({ params, query: { who, before, limit } }, at) =>
      messaging.kept(callerOf(at), {
        ...params,
        limit: pageLimit(limit),
        ...(who !== undefined && { who }),
        ...(before !== undefined && { before: Number(before) }),
      }),
    origin: async ({ params: { room, message } }, at) => {
      const { origins } = await messaging.origins(callerOf(at), { room, messages: [message] });
      return origins[message] ? { origin: origins[message] } : {};
    },
    move: ({ params, body }, at) => moves.move(callerOf(at), { ...params, ...body }),
    undoMove: ({ params, body }, at) => moves.undo(callerOf(at), { ...params, ...body }),
    sync: ({ params, query }, at) =>
      messaging.sync(callerOf(at), { room: params.room, from: Number(query.from) }),
  };
}

function pollHandlers({ polls }: Services): RestHandlers['polls'] {
  return {
    vote: ({ params, body }, at) => polls.vote(callerOf(at), { ...params, ...body }),
    get: ({ params }, at) => polls.get(callerOf(at), params),
    close: ({ params }, at) => polls.close(callerOf(at), params),
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

function laterHandlers({ later }: Services): RestHandlers['later'] {
  return {
    schedules: async (_input, at) => ({ schedules: await later.schedules(callerOf(at)) }),
    schedule: ({ params, body }, at) =>
      later.schedule(callerOf(at), params.schedule, { room: params.room, ...body }),
    unschedule: ({ params }, at) => later.unschedule(callerOf(at), params.schedule),
    remind: ({ params, body }, at) => later.remind(callerOf(at), { ...params, ...body }),
    forget: ({ params }, at) => later.forget(callerOf(at), params),
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
