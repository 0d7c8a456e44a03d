import type { Client } from '@sup/sdk';

/** An app is not closed like a page: what it holds goes out while it runs, or when it runs again. */
export function releaseOnLeave(_client: Client): () => void {
  return () => undefined;
}
