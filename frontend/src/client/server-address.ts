import { deviceStorage } from '../stores/device-storage';

const key = 'sup.server';

/** Where the server is, as it was told on this phone; undefined before that. */
export function knownServer(): string | undefined {
  return deviceStorage.getItem(key) || undefined;
}

/** Keeps the server's address for the next start; undefined forgets it. */
export function keepServer(address: string | undefined): void {
  deviceStorage.setItem(key, address ?? '');
}
