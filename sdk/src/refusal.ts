import { SupError } from '@sup/protocol/wire';
import type { Refusal } from './records.ts';
import { Unreachable } from './unreachable.ts';

/** An expected failure as a value to show; anything else is a bug and thrown on. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof SupError) return { code: error.code, text: error.message };
  if (error instanceof Unreachable) return { code: 'unreachable', text: error.message };
  throw error;
}
