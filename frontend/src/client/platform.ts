import type { Platform } from '@sup/sdk';

/** The sdk's platform for this device. It has none for phones yet, so the root says that nothing is reached. */
export function devicePlatform(): Platform | undefined {
  return undefined;
}
