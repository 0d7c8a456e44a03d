import { type InviteId, SupError } from '@sup/protocol';
import type { Stoppable } from '../../clock.ts';
import { create } from './create.ts';
import { mustBeForAccounts, mustFind, mustFindUsable, orLinkInvalid } from './find.ts';
import { GuessLimits } from './guess-limits.ts';
import { hashInviteCode, kindOfCode } from './invite-code.ts';
import type { Invites, SignUpInvites } from './invites.ts';
import type { InvitesParts, InvitesState } from './invites-parts.ts';
import { list, revoke } from './manage.ts';
import { preview } from './preview.ts';
import { complete, newIntent, redeem, resume, settle } from './redeem.ts';
import { ask, decide, resumeApprovals, waiting } from './requests.ts';

export type { Invites, SignUpInvites } from './invites.ts';
export type { InvitesParts } from './invites-parts.ts';

const resumeEveryMs = 30_000;
/** A try this old is nobody's work any more. */
const abandonedMs = 30_000;

/** Builds invites, and takes up what the last process left unfinished. `stop` ends its housekeeping. */
export function createInvites(parts: InvitesParts): Invites & SignUpInvites & Stoppable {
  const guesses = new GuessLimits(parts.telemetry, parts.options.rateLimits);
  const invites: InvitesState = { ...parts, guesses };
  const { clock, telemetry } = parts;
  const resumeFrom = (before: number): void => {
    resumeAll(invites, before).catch((error: unknown) =>
      telemetry.log.error('unfinished redemptions could not be read', { error }),
    );
  };
  resumeFrom(clock.now() + 1);
  const housekeeping = clock.every(resumeEveryMs, () => resumeFrom(clock.now() - abandonedMs));
  return {
    create: (by, room, ask) => create(invites, by, { room, ...ask }),
    list: (by, room) => list(invites, by, room),
    revoke: (by, room, invite) => revoke(invites, by, { room, invite: invite as InviteId }),
    preview: (code, from) => preview(invites, code, from),
    redeem: (by, code, from) => redeem(invites, by, { code, from }),
    ask: (by, room, text) => ask(invites, by, { room, text }),
    withdraw: (by, room) => parts.requests.withdraw({ room, user: by.user }),
    asked: async (by) => ({ rooms: [...(await parts.requests.askedBy(by.user))] }),
    requests: (by, room) => waiting(invites, by, room),
    decide: (by, room, asked) => decide(invites, by, { room, ...asked }),
    claims: (code) => kindOfCode(code) !== undefined,
    async admission(code, from) {
      await mustBeForAccounts(invites, await mustFind(invites, code, from));
      return { hash: hashInviteCode(code), intent: newIntent(invites) };
    },
    // The account's own write has taken the use, so this finds the try that it began.
    admitNew: async (ask) => settle(invites, await parts.store.take(ask)),
    async guestAdmission(code, from) {
      const { id: invite, room, guests, expiresAt } = await mustFindUsable(invites, code, from);
      if (!guests || expiresAt === undefined) throw new SupError('link-invalid');
      return { hash: hashInviteCode(code), intent: newIntent(invites), room, invite, until: expiresAt };
    },
    async admitGuest(ask) {
      await orLinkInvalid(complete(invites, await parts.store.take(ask)));
    },
    stop: () => housekeeping.stop(),
  };
}

async function resumeAll(invites: InvitesState, before: number): Promise<void> {
  await resume(invites, before);
  await resumeApprovals(invites, before);
}
