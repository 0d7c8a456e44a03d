// A local store whose refresh token does not lie in its file but where the device keeps secrets.
import type { Change, LocalStore, Table, Tables } from '../local-store.ts';

/** The keychain or keystore of a phone, as expo-secure-store shows it. */
export interface Secrets {
  getItemAsync(key: string): Promise<string | null>;
  setItemAsync(key: string, value: string): Promise<void>;
  deleteItemAsync(key: string): Promise<void>;
}

const secretKey = 'refresh';
/** How the secret is called among the device's own. */
const keptAs = 'sup.refresh';

/**
 * The store, but for the refresh token. A token is kept before what is written with it, and removed after: whatever
 * happens between the two, nobody is signed in without a token, and a token that is left over is replaced by the next.
 */
export function secretsApart(store: LocalStore, secrets: Secrets): LocalStore {
  return {
    async get<Name extends Table>(table: Name, key: string): Promise<Tables[Name] | undefined> {
      if (!isSecret(table, key)) return store.get(table, key);
      const secret: unknown = (await secrets.getItemAsync(keptAs)) ?? undefined;
      return secret as Tables[Name] | undefined;
    },
    list: (table, prefix, last) => store.list(table, prefix, last),
    async write(changes) {
      const last = changes.findLast(touchesSecret);
      const token = last && 'value' in last ? last.value : undefined;
      if (token !== undefined) await secrets.setItemAsync(keptAs, String(token));
      await store.write(changes.filter((change) => !('key' in change && touchesSecret(change))));
      if (last && token === undefined) await secrets.deleteItemAsync(keptAs);
    },
    close: () => store.close(),
  };
}

function isSecret(table: string, key: string): boolean {
  return table === 'meta' && key === secretKey;
}

function touchesSecret(change: Change): boolean {
  if ('key' in change) return isSecret(change.table, change.key);
  return change.table === 'meta' && secretKey.startsWith(change.prefix);
}
