import { type Client, createClient, type Platform } from '@sup/sdk';

/**
 * Makes the one client of this app on the platform it runs on and sets it going; undefined where there is no platform.
 * On the web the server is where the page came from.
 */
export function makeClient(platform: Platform | undefined, url: string): Client | undefined {
  if (!platform) return undefined;
  const client = createClient({ platform, url });
  void client.start();
  return client;
}
