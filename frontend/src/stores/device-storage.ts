import Storage from 'expo-sqlite/kv-store';

/** What this device remembers by itself, read at once: settings, never anything secret. */
export const deviceStorage = {
  getItem: (key: string): string | null => Storage.getItemSync(key),
  setItem: (key: string, value: string): void => Storage.setItemSync(key, value),
};
