// What a page shows of a message's reactions, kept beside the message so that a page costs the same however many react.
import { limits } from '@sup/protocol/wire';

/** One emoji on one message: how many people, and the first of them. In the order in which the emoji first appeared. */
export interface ReactionSummary {
  readonly emoji: string;
  readonly count: number;
  readonly users: readonly string[];
}

/** The summary after `user` reacted who had not before. */
export function withReaction(
  summary: readonly ReactionSummary[],
  { emoji, user }: { emoji: string; user: string },
): readonly ReactionSummary[] {
  const known = summary.find((one) => one.emoji === emoji);
  if (!known) return [...summary, { emoji, count: 1, users: [user] }];
  const users = known.users.length < limits.reactionUsersShown ? [...known.users, user] : known.users;
  return replace(summary, { emoji, count: known.count + 1, users });
}

/** The summary after one person less reacts; `users` are the first of those who are left. */
export function withoutReaction(
  summary: readonly ReactionSummary[],
  { emoji, users }: { emoji: string; users: readonly string[] },
): readonly ReactionSummary[] {
  const known = summary.find((one) => one.emoji === emoji);
  if (!known) return summary;
  if (known.count <= 1) return summary.filter((one) => one !== known);
  return replace(summary, { emoji, count: known.count - 1, users });
}

function replace(summary: readonly ReactionSummary[], changed: ReactionSummary): readonly ReactionSummary[] {
  return summary.map((one) => (one.emoji === changed.emoji ? changed : one));
}

/** Reads what encodeSummary wrote. */
export function decodeSummary(text: string | null): readonly ReactionSummary[] {
  return text === null ? [] : (JSON.parse(text) as ReactionSummary[]);
}

export function encodeSummary(summary: readonly ReactionSummary[]): string | null {
  return summary.length === 0 ? null : JSON.stringify(summary);
}
