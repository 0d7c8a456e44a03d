import type { Cmid, DeviceId, InviteId, InviteRole, RoomId, UserId } from '@sup/protocol';
import { SupError } from '@sup/protocol/wire';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { InviteStore, Redemption, TakeAsk } from '../../services/invites/invite-store.ts';
import { leaveTrace } from './audit-writes.ts';
import type { InvitesTable } from './invite-tables.ts';
import type { Schema } from './schema.ts';

/** Keeps an invitation, unless the room has too many that can still be used. */
export async function addInvite(
  db: Transaction<Schema>,
  ask: Parameters<InviteStore['add']>[0],
): Promise<void> {
  const { id, kind, room, hash, role, by, madeAt } = ask;
  const { n } = await liveInvites(db, room, madeAt)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  if (Number(n) >= ask.liveMax) throw new SupError('too-many-invites');
  await db
    .insertInto('invites')
    .values({
      id,
      kind,
      room,
      hash,
      hint: ask.hint ?? null,
      role,
      made_by: by,
      made_at: madeAt,
      expires_at: ask.expiresAt ?? null,
      uses_max: ask.usesMax ?? null,
      uses: 0,
      revoked_at: null,
      head: ask.head ?? null,
      guests: ask.guests ? 1 : 0,
    })
    .execute();
  await leaveTrace(db, 'invite.made', { at: madeAt, who: by, target: id });
}

/** The invitations of a room that can still be used. */
export function liveInvites(db: Kysely<Schema>, room: RoomId, now: number) {
  return db
    .selectFrom('invites')
    .where('room', '=', room)
    .where('revoked_at', 'is', null)
    .where((either) => either.or([either('expires_at', 'is', null), either('expires_at', '>', now)]))
    .where((either) =>
      either.or([either('uses_max', 'is', null), either('uses', '<', either.ref('uses_max'))]),
    );
}

/** Takes an invitation back. */
export async function revokeInvite(
  db: Transaction<Schema>,
  { id, by, at }: Parameters<InviteStore['revoke']>[0],
): Promise<void> {
  const revoked = await db
    .updateTable('invites')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  // Whatever becomes of the process now, they are over.
  await db
    .updateTable('guests')
    .set({ until: at })
    .where('invite', '=', id)
    .where('until', '>', at)
    .execute();
  if (revoked.numUpdatedRows === 1n) await leaveTrace(db, 'invite.revoked', { at, who: by, target: id });
}

/** Takes a use for a person; answers a try of theirs that is not finished as it is. */
export async function takeUse(db: Transaction<Schema>, ask: TakeAsk): Promise<Redemption> {
  const { hash, user, device, intent, at } = ask;
  // A write that changes nothing locks the row: all who come by this invitation pass here one after the other.
  const invite = await db
    .updateTable('invites')
    .set({ uses: sql<number>`uses` })
    .where('hash', '=', hash)
    .returningAll()
    .executeTakeFirst();
  if (!invite) throw new SupError('link-invalid');
  const known = await useOf(db, invite.id, user).selectAll().executeTakeFirst();
  if (known && known.state !== 'done') return redemptionOf({ ...invite, ...known });
  if (!isLive(invite, at, known ? 'counted' : 'new')) throw new SupError('link-invalid');
  const row = { invite: invite.id, user, intent, device, at };
  if (known) {
    await db
      .updateTable('invite_uses')
      .set({ intent, device, at, state: 'again' })
      .where('invite', '=', invite.id)
      .where('user', '=', user)
      .execute();
  } else {
    await db
      .updateTable('invites')
      .set({ uses: sql<number>`uses + 1` })
      .where('id', '=', invite.id)
      .execute();
    await db
      .insertInto('invite_uses')
      .values({ ...row, state: 'open' })
      .execute();
  }
  return { ...redemptionOf({ ...invite, ...row }), isResumed: false };
}

/** Ends a try; one that did not lead in gives its use back. */
export async function finishUse(
  db: Transaction<Schema>,
  { redemption, joined }: Parameters<InviteStore['finish']>[0],
): Promise<void> {
  const { intent, invite, user } = redemption;
  const mine = useOf(db, invite.id, user).where('intent', '=', intent).where('state', '<>', 'done');
  const row = await mine.select('state').executeTakeFirst();
  if (!row) return;
  const isGivenBack = !joined && row.state === 'open';
  if (!isGivenBack) {
    await db
      .updateTable('invite_uses')
      .set({ state: 'done' })
      .where('invite', '=', invite.id)
      .where('user', '=', user)
      .execute();
    return;
  }
  await db.deleteFrom('invite_uses').where('invite', '=', invite.id).where('user', '=', user).execute();
  await db.updateTable('invites').set({ uses: sql<number>`uses - 1` }).where('id', '=', invite.id).execute();
}

function useOf(db: Kysely<Schema>, invite: string, user: UserId) {
  return db.selectFrom('invite_uses').where('invite', '=', invite).where('user', '=', user);
}

/** Who is counted already may come again while the invitation stands, also when it is used up. */
function isLive(row: Selectable<InvitesTable>, now: number, person: 'new' | 'counted'): boolean {
  if (row.revoked_at !== null) return false;
  if (row.expires_at !== null && Number(row.expires_at) <= now) return false;
  return person === 'counted' || row.uses_max === null || Number(row.uses) < Number(row.uses_max);
}

interface RedemptionRow {
  readonly invite: string;
  readonly user: string;
  readonly intent: string;
  readonly device: string;
  readonly room: string;
  readonly role: string;
  readonly made_by: string;
  readonly head: number | null;
  readonly uses_max: number | null;
  readonly guests: number;
}

/** A try that was begun before. */
export function redemptionOf(row: RedemptionRow): Redemption {
  return {
    intent: row.intent as Cmid,
    user: row.user as UserId,
    device: row.device as DeviceId,
    invite: {
      id: row.invite as InviteId,
      room: row.room as RoomId,
      role: row.role as InviteRole,
      by: row.made_by as UserId,
      ...(row.guests && { guests: true }),
      ...(row.head !== null && { head: Number(row.head) }),
      ...(row.uses_max !== null && { usesMax: Number(row.uses_max) }),
    },
    isResumed: true,
  };
}
