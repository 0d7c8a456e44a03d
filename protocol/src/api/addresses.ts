// Method and path of every route, apart from their schemas, so that a client carries no schema library.

export interface Address {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below /api/v1, with `:name` for parameters. */
  readonly path: string;
}

/** `addresses.messages.send` is where `api.messages.send` is mounted. */
export const addresses = {
  auth: {
    register: { method: 'POST', path: '/auth/register' },
    login: { method: 'POST', path: '/auth/login' },
    refresh: { method: 'POST', path: '/auth/refresh' },
    logout: { method: 'POST', path: '/auth/logout' },
    logoutEverywhere: { method: 'POST', path: '/auth/logout-everywhere' },
    changePassword: { method: 'POST', path: '/auth/password' },
    recover: { method: 'POST', path: '/auth/recover' },
    recoveryCodes: { method: 'POST', path: '/auth/recovery-codes' },
    sessions: { method: 'GET', path: '/auth/sessions' },
    endSession: { method: 'DELETE', path: '/auth/sessions/:session' },
    claimAdmin: { method: 'POST', path: '/auth/claim-admin' },
    jwks: { method: 'GET', path: '/auth/jwks' },
    resetLink: { method: 'POST', path: '/admin/users/:user/reset-link' },
  },
  users: {
    me: { method: 'GET', path: '/me' },
    changeMe: { method: 'PATCH', path: '/me' },
    deleteMe: { method: 'POST', path: '/me/delete' },
    get: { method: 'GET', path: '/users/:user' },
    search: { method: 'GET', path: '/users' },
    blocked: { method: 'GET', path: '/me/blocked' },
    block: { method: 'PUT', path: '/me/blocked/:user' },
    unblock: { method: 'DELETE', path: '/me/blocked/:user' },
    audit: { method: 'GET', path: '/admin/audit' },
  },
  rooms: {
    list: { method: 'GET', path: '/rooms' },
    openDirect: { method: 'POST', path: '/rooms/direct' },
    create: { method: 'POST', path: '/rooms' },
    directory: { method: 'GET', path: '/rooms/directory' },
    get: { method: 'GET', path: '/rooms/:room' },
    change: { method: 'PATCH', path: '/rooms/:room' },
    join: { method: 'POST', path: '/rooms/:room/join' },
    leave: { method: 'POST', path: '/rooms/:room/leave' },
    members: { method: 'GET', path: '/rooms/:room/members' },
    addMember: { method: 'PUT', path: '/rooms/:room/members/:user' },
    removeMember: { method: 'DELETE', path: '/rooms/:room/members/:user' },
    transfer: { method: 'POST', path: '/rooms/:room/transfer' },
    rights: { method: 'GET', path: '/rooms/:room/rights' },
    bans: { method: 'GET', path: '/rooms/:room/bans' },
    ban: { method: 'PUT', path: '/rooms/:room/bans/:user' },
    unban: { method: 'DELETE', path: '/rooms/:room/bans/:user' },
    mute: { method: 'PUT', path: '/rooms/:room/mutes/:user' },
    unmute: { method: 'DELETE', path: '/rooms/:room/mutes/:user' },
  },
  invites: {
    create: { method: 'POST', path: '/rooms/:room/invites' },
    list: { method: 'GET', path: '/rooms/:room/invites' },
    revoke: { method: 'DELETE', path: '/rooms/:room/invites/:invite' },
    preview: { method: 'POST', path: '/invites/preview' },
    redeem: { method: 'POST', path: '/invites/redeem' },
    ask: { method: 'PUT', path: '/rooms/:room/join-request' },
    withdraw: { method: 'DELETE', path: '/rooms/:room/join-request' },
    asked: { method: 'GET', path: '/me/join-requests' },
    requests: { method: 'GET', path: '/rooms/:room/join-requests' },
    decide: { method: 'POST', path: '/rooms/:room/join-requests/:user' },
  },
  threads: {
    list: { method: 'GET', path: '/threads' },
    page: { method: 'GET', path: '/rooms/:room/threads/:thread' },
    mark: { method: 'PUT', path: '/rooms/:room/threads/:thread/marker' },
    follow: { method: 'PUT', path: '/rooms/:room/threads/:thread/follow' },
  },
} as const satisfies Record<string, Record<string, Address>>;
