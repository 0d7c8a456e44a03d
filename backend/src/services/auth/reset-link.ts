import type { SelfView, UserId } from '@sup/protocol';
import type { Clock } from '../../clock.ts';
import type { AccountStore } from './account-store.ts';
import { hashCode, makeCode } from './codes.ts';

const dayMs = 86_400_000;

export interface ResetLink {
  readonly link: string;
  readonly expiresAt: number;
}

/** A link that is good once, for a day. Handle and code stand behind the #, so that no log on the way sees them. */
export async function makeResetLink(
  parts: { accounts: Pick<AccountStore, 'putResetCode'>; clock: Clock; publicUrl: string },
  { self, by }: { self: SelfView; by?: UserId },
): Promise<ResetLink & { code: string }> {
  const { accounts, clock, publicUrl } = parts;
  const code = makeCode(clock);
  const at = clock.now();
  const expiresAt = at + dayMs;
  await accounts.putResetCode({
    user: self.id,
    hash: hashCode(self.id, code),
    at,
    expiresAt,
    ...(by && { by }),
  });
  const link = `${publicUrl}/recover#${new URLSearchParams({ handle: self.handle, code })}`;
  return { link, expiresAt, code };
}
