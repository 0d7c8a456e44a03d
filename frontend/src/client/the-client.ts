import type { Client } from '@sup/sdk';
import { create } from 'zustand';
import { makeClient } from './make-client';
import { devicePlatform } from './platform';
import { keepServer, knownServer } from './server-address';

/** The one client of this app. It outlives the screens, which the router mounts anew as it likes. */
export interface TheClient {
  /** Absent on a phone that has not been told yet where its server is. */
  readonly client: Client | undefined;
  readonly connect: (server: string) => void;
  /** Lets go of this server, so that another can be named. */
  readonly forget: () => void;
}

function clientAt(server: string): Client {
  return makeClient(devicePlatform(server), server);
}

function first(): Client | undefined {
  const server = knownServer();
  return server === undefined ? undefined : clientAt(server);
}

export const useTheClient = create<TheClient>((set, get) => ({
  client: first(),
  connect: (server) => {
    keepServer(server);
    set({ client: clientAt(server) });
  },
  forget: () => {
    void get().client?.stop();
    keepServer(undefined);
    set({ client: undefined });
  },
}));
