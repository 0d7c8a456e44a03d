/** For how long a token is to hold. */
export type Span = 'month' | 'quarter' | 'year' | 'ever';

export const spans: readonly Span[] = ['month', 'quarter', 'year', 'ever'];

/** What somebody wants of a new token. */
export interface TokenPlan {
  readonly name: string;
  readonly read: boolean;
  readonly write: boolean;
  /** The ids of the chats, if it is not for all. */
  readonly rooms: 'all' | readonly string[];
  readonly span: Span;
}

const dayMs = 86_400_000;
const days: Readonly<Record<Exclude<Span, 'ever'>, number>> = { month: 30, quarter: 90, year: 365 };

/** The moment at which a token ends that is made now; undefined for one that somebody ends. */
export function endOf(span: Span, now: number): number | undefined {
  return span === 'ever' ? undefined : now + days[span] * dayMs;
}
