import type { Client, Watchable } from '@sup/sdk';
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';

const ClientContext = createContext<Client | undefined>(undefined);

/** Hands the one client of this app to the screens. */
export function ClientProvider({ client, children }: { client: Client | undefined; children: ReactNode }) {
  return <ClientContext.Provider value={client}>{children}</ClientContext.Provider>;
}

/** The client; there is one on every screen. */
export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error('A screen was drawn outside of ClientProvider.');
  return client;
}

/** The snapshot of something of the sdk, kept up to date. */
export function useWatched<Snapshot>(watchable: Watchable<Snapshot>): Snapshot {
  return useSyncExternalStore(watchable.subscribe, watchable.getSnapshot, watchable.getSnapshot);
}
