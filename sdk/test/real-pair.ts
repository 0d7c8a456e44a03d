import { password, register, type ServerHere, startServerHere, type TestPerson } from '@sup/testkit';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type Client, createClient, type Device } from '../src/index.ts';
import { nodePlatform } from '../src/platform/node.ts';

export interface RealPair {
  readonly server: ServerHere;
  readonly ann: TestPerson;
  readonly bob: TestPerson;
  /** A client of a person, signed in and connected until the test ends; `device` tells it what happens around it. */
  app(person: TestPerson, device?: Device): Promise<Client>;
  /** Ends a client before its test does. */
  stop(client: Client): Promise<void>;
}

/** A real server with Ann and Bob for the tests of one file. Call it once, at its top. */
export function setRealPair(): RealPair {
  const clients = new Set<Client>();
  let set: Pick<RealPair, 'server' | 'ann' | 'bob'> | undefined;
  const here = () => {
    if (set === undefined) throw new Error('the server is there within tests only');
    return set;
  };
  const stop = async (client: Client) => {
    clients.delete(client);
    await client.stop();
  };
  beforeAll(async () => {
    const server = await startServerHere({ settings: { SUP_RATE_LIMITS: 'off' } });
    set = { server, ann: await register(server, 'ann'), bob: await register(server, 'bob') };
  }, 60_000);
  afterEach(async () => {
    for (const client of clients) await stop(client);
  });
  afterAll(() => set?.server.stop());
  return {
    get server() {
      return here().server;
    },
    get ann() {
      return here().ann;
    },
    get bob() {
      return here().bob;
    },
    async app({ handle }, device) {
      const platform = nodePlatform({});
      const client = createClient({
        url: here().server.url,
        platform: device ? { ...platform, device } : platform,
      });
      clients.add(client);
      await client.start();
      await client.session.login({ handle, password });
      await client.connection.whenReady();
      return client;
    },
    stop,
  };
}
