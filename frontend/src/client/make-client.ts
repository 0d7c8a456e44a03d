import { type Client, createClient, type Platform } from '@sup/sdk';

/** Makes the one client of this app and sets it going. On the web the server is where the page came from. */
export function makeClient(platform: Platform, url: string): Client {
  const client = createClient({ platform, url });
  void client.start();
  return client;
}
