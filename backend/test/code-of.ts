import { SupError } from '@sup/protocol';

/** The code that a promise fails with, or `fine`. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof SupError) return error.code;
    throw error;
  }
  return 'fine';
}
