import type { Client } from '@sup/sdk';

/** A page that goes sends what it holds to be undone. */
export function releaseOnLeave(client: Client): () => void {
  const release = () => client.release();
  window.addEventListener('pagehide', release);
  return () => window.removeEventListener('pagehide', release);
}
