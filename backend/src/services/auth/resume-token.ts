import { type DeviceId, type SessionId, SupError, type UserId } from '@sup/protocol';
import type { Bearer } from './access-token.ts';
import type { Sealer } from './sealed-token.ts';

/** How long after a welcome its resume token is accepted (R14). */
export const resumeTokenMs = 120_000;
export const resumeKind = 'resume';

/** Who may resume; of a bot the rights are those that its token has then. */
interface Resuming extends Bearer {
  readonly isBot: boolean;
}

export function writeResumeToken(sealer: Sealer, bearer: Resuming, now: number): string {
  const { user, session, device, isBot } = bearer;
  const kind = isBot ? 'bot' : 'person';
  return sealer.seal([user, session, device, (now + resumeTokenMs).toString(36), kind]);
}

/** Who may resume. Throws token-invalid, token-expired. */
export function readResumeToken(sealer: Sealer, token: string, now: number): Resuming {
  const [user, session, device, expiresAt = '', kind] = sealer.open(token) ?? [];
  if (!user) throw new SupError('token-invalid');
  if (Number.parseInt(expiresAt, 36) <= now) throw new SupError('token-expired');
  return {
    user: user as UserId,
    session: session as SessionId,
    device: device as DeviceId,
    isBot: kind === 'bot',
  };
}
