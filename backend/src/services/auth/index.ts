import { createDueRunner, type DueRunner } from '../due-runner.ts';
import { adminCode, claimAdmin } from './admin-code.ts';
import type { Auth } from './auth.ts';
import type { AuthParts, AuthState } from './auth-parts.ts';
import { botRooms, changeBot, createBot, deleteBot, listBots, makeForHook } from './bot-accounts.ts';
import { expiringTokens, makeBotToken, revokeBotToken } from './bot-tokens.ts';
import { GuestPasses } from './guest-passes.ts';
import { enterAsGuest, guestEnds, isBound, loadGuests, mustKnow } from './guests.ts';
import { login } from './login.ts';
import { dayMs } from './new-session.ts';
import { changePassword, deleteAccount } from './own-password.ts';
import { PasswordDesk } from './password-desk.ts';
import { PasswordRules } from './password-rules.ts';
import { recover, recoveryCodes, resetLink } from './recover.ts';
import { refresh } from './refresh.ts';
import { refreshKind } from './refresh-token.ts';
import { register } from './register.ts';
import { resumeKind } from './resume-token.ts';
import { Revocations } from './revocations.ts';
import { Sealer } from './sealed-token.ts';
import { endSession, listSessions, logout, logoutEverywhere } from './sessions.ts';
import { SignInLimits } from './sign-in-limits.ts';
import { SigningKeys } from './signing-keys.ts';
import { authenticate, greet, resumeToken } from './tokens.ts';
import { upgradeGuest, upgrades } from './upgrade-guest.ts';

export type { Auth, Granted } from './auth.ts';
export type { AuthOptions, AuthParts } from './auth-parts.ts';
export { makeResetLink } from './reset-link.ts';

const housekeepingMs = 3_600_000;
/** How long it stays known from where somebody has signed in. */
const sessionsKeptMs = 30 * dayMs;

/** Builds auth: reads keys, revocations and administrators into memory. `drain` ends its housekeeping. */
export async function createAuth(parts: AuthParts): Promise<Auth & Pick<DueRunner, 'drain'>> {
  const auth = await loadState(parts);
  const runner = createDueRunner({
    clock: parts.clock,
    telemetry: parts.telemetry,
    works: [guestEnds(auth), upgrades(auth)],
  });
  auth.guests.onDue((at) => runner.wake(at));
  const housekeeping = parts.clock.every(housekeepingMs, () => {
    keepHouse(auth).catch((error: unknown) =>
      parts.telemetry.log.error('housekeeping of auth failed', { error }),
    );
  });
  return {
    register: (ask, from) => register(auth, ask, from),
    login: (ask, from) => login(auth, ask, from),
    refresh: (token, from) => refresh(auth, token, from),
    recover: (ask, from) => recover(auth, ask, from),
    logout: (by) => logout(auth, by),
    logoutEverywhere: (by) => logoutEverywhere(auth, by),
    changePassword: (by, ask, from) => changePassword(auth, by, { ...ask, from }),
    recoveryCodes: (by, { password }) => recoveryCodes(auth, by, password),
    sessions: (by) => listSessions(auth, by),
    endSession: (by, session) => endSession(auth, by, session),
    claimAdmin: (by, code) => claimAdmin(auth, by, code),
    resetLink: (by, user) => resetLink(auth, by, user),
    deleteAccount: (by, password) => deleteAccount(auth, by, password),
    bots: {
      create: (by, ask) => createBot(auth, by, ask),
      makeForHook: (by, name) => makeForHook(auth, by, name),
      list: (by) => listBots(auth, by),
      change: (by, bot, ask) => changeBot(auth, by, { bot, ...ask }),
      rooms: (by, bot, after) => botRooms(auth, by, { bot, after }),
      delete: (by, bot) => deleteBot(auth, by, bot),
      makeToken: (by, bot, ask) => makeBotToken(auth, by, { bot, ...ask }),
      revokeToken: (by, bot, token) => revokeBotToken(auth, by, { bot, token }),
    },
    guests: {
      enter: (ask, from) => enterAsGuest(auth, ask, from),
      upgrade: (by, ask, from) => upgradeGuest(auth, by, { ask, from }),
      isBound: (by) => isBound(auth, by),
      revoked: (invite) => auth.guests.endOf(invite),
      mustKnow: (by, user) => mustKnow(auth, by, user),
    },
    jwks: async () => ({ keys: auth.signingKeys.published.map((key) => ({ ...key })) }),
    authenticate: (token) => authenticate(auth, token),
    greet: (token) => greet(auth, token),
    resumeToken: (caller) => resumeToken(auth, caller),
    adminCode: () => adminCode(auth),
    drain: async () => {
      housekeeping.stop();
      await Promise.all([runner.drain(), auth.expiries.drain()]);
    },
  };
}

async function loadState(parts: AuthParts): Promise<AuthState> {
  const { clock, telemetry, options } = parts;
  const secret = await parts.keys.secret(clock.random(32));
  const signingKeys = await SigningKeys.load({
    store: parts.keys,
    clock,
    keyDays: options.signingKeyDays ?? 30,
  });
  const revocations = new Revocations(clock);
  await revocations.load(parts.sessions);
  const { admins } = await parts.accounts.admins();
  const passwords = new PasswordDesk({
    clock,
    telemetry,
    atOnceMax: options.passwordHashesAtOnce ?? 2,
    waitingMax: options.passwordHashesWaiting ?? 64,
  });
  const works = [expiringTokens({ ...parts, revocations })];
  const auth: AuthState = {
    ...parts,
    expiries: createDueRunner({ works, clock, telemetry }),
    secret,
    signingKeys,
    resumeSealer: new Sealer(secret, resumeKind),
    refreshSealer: new Sealer(secret, refreshKind),
    revocations,
    admins: new Set(admins),
    guests: new GuestPasses(parts),
    limits: new SignInLimits(telemetry, options.rateLimits),
    passwords,
    passwordRules: new PasswordRules(),
  };
  await loadGuests(auth);
  return auth;
}

async function keepHouse(auth: AuthState): Promise<void> {
  auth.revocations.prune();
  await auth.signingKeys.rotateIfDue();
  await auth.sessions.purge(auth.clock.now() - sessionsKeptMs);
}
