import type { Platform } from '@sup/sdk';
import { webPlatform } from '@sup/sdk/web';
import { programName } from '../model/program-name';

/** The sdk's platform for browsers: IndexedDB, Web Locks, the page's own network. */
export function devicePlatform(_server: string): Platform {
  return webPlatform({ program: programName(navigator.userAgent) });
}
