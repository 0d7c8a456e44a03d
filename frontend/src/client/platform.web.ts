import type { Platform } from '@sup/sdk';
import { webPlatform } from '@sup/sdk/web';

/** The sdk's platform for browsers: IndexedDB, Web Locks, the page's own network. */
export function devicePlatform(): Platform | undefined {
  return webPlatform();
}
