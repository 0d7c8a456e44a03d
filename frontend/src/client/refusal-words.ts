import { SupError } from '@sup/protocol/wire';
import { Unreachable } from '@sup/sdk';

/** A refusal of the server, or its silence, as a value to show; anything else is a bug and thrown on. */
export function toRefusal(error: unknown): { readonly code: string; readonly text: string } {
  if (error instanceof SupError) return { code: error.code, text: error.message };
  if (error instanceof Unreachable) return { code: 'unreachable', text: error.message };
  throw error;
}
