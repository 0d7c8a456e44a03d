/** What this device remembers by itself, read at once: settings, never anything secret. */
export const deviceStorage = {
  getItem: (key: string): string | null => localStorage.getItem(key),
  setItem: (key: string, value: string): void => localStorage.setItem(key, value),
};
