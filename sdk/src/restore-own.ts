import type { Epoch } from '@sup/protocol';
import type { LocalStore } from './local-store.ts';

/** What the local store has of my own stream, which data that is of, and whether the list of my rooms was read once. */
export async function restoreOwn(store: LocalStore) {
  const [rev, settings, epoch, listed] = await Promise.all([
    store.get('meta', 'rev'),
    store.list('state'),
    store.get('meta', 'epoch'),
    store.get('meta', 'listed'),
  ]);
  return {
    rev: Number(rev ?? 0),
    settings: settings.map(({ key, value }): [string, unknown] => [key, value]),
    epoch: epoch as Epoch | undefined,
    isListed: listed === true,
  };
}
