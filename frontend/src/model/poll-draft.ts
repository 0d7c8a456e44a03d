import type { PollTerms, PollWords } from '@sup/protocol';
import { limits } from '@sup/protocol/wire';
import { momentOf } from './mute';

/** When a poll closes by itself. */
export type PollClosing = 'never' | 'hour' | 'day' | 'week' | 'custom';

/** A poll while it is written. */
export interface PollDraft {
  readonly question: string;
  readonly choices: readonly string[];
  readonly several: boolean;
  readonly anonymous: boolean;
  readonly closing: PollClosing;
  /** The moment, where it is typed. */
  readonly typed: string;
}

export type PollFault = 'question' | 'choices' | 'closing';

const hourMs = 3_600_000;
const afterMs = { hour: hourMs, day: 24 * hourMs, week: 7 * 24 * hourMs } as const;

/** What the draft comes to at this moment, by the server's clock; or what is wrong with it. */
export function pollOf(
  draft: PollDraft,
  now: number,
): { readonly words: PollWords; readonly terms: PollTerms } | { readonly fault: PollFault } {
  const question = draft.question.trim();
  const choices = draft.choices.map((choice) => choice.trim()).filter((choice) => choice !== '');
  const closesAt = closesAtOf(draft, now);
  if (question === '') return { fault: 'question' };
  if (choices.length < 2 || new Set(choices).size < choices.length) return { fault: 'choices' };
  if (closesAt === 'invalid') return { fault: 'closing' };
  const terms = {
    choices: choices.length,
    ...(draft.several && { several: true as const }),
    ...(draft.anonymous && { anonymous: true as const }),
    ...(closesAt !== undefined && { closesAt }),
  };
  return { words: { question, choices }, terms };
}

function closesAtOf({ closing, typed }: PollDraft, now: number): number | 'invalid' | undefined {
  if (closing === 'never') return undefined;
  if (closing !== 'custom') return Math.floor(now) + afterMs[closing];
  const at = momentOf(typed);
  return at === undefined || at <= now || at - now > limits.laterMsMax ? 'invalid' : at;
}

/** The choices with one more field, where there may be more. */
export function withOneMore(choices: readonly string[]): readonly string[] {
  return choices.length < limits.pollChoicesMax ? [...choices, ''] : choices;
}
