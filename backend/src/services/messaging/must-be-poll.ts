import { limits, type PollTerms, readPoll, type SendInput, SupError } from '@sup/protocol';

/** Throws invalid-input for what cannot be asked: other words than of a poll, or an end that nobody can mean (R165). */
export function mustBePoll(
  { body, encoding, forwards }: Pick<SendInput, 'body' | 'encoding' | 'forwards'>,
  { choices, closesAt }: PollTerms,
  now: number,
): void {
  if (forwards) refuse({ poll: 'is not of a forward' });
  if (encoding !== 'text' || !readPoll(body, choices))
    refuse({ body: `is not a question and ${choices} different choices, each a line that begins with "- "` });
  if (closesAt === undefined) return;
  if (closesAt <= now) refuse({ 'poll.closesAt': 'has passed' });
  if (closesAt - now > limits.laterMsMax) refuse({ 'poll.closesAt': 'is more than two years ahead' });
}

/** What makes one poll another than the next, in a fixed order. */
export function contentOfPoll({ choices, several, anonymous, closesAt }: PollTerms): readonly unknown[] {
  return [choices, several ?? false, anonymous ?? false, closesAt ?? null];
}

function refuse(fields: Readonly<Record<string, string>>): never {
  throw new SupError('invalid-input', { fields });
}
