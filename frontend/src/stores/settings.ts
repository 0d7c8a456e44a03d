import { create } from 'zustand';
import type { RoomFilter } from '../model/sort-rooms';
import type { Appearance } from '../ui';
import { tokens } from '../ui/tokens';
import { deviceStorage } from './device-storage';

/** The key is read by public/first-paint.js too. */
const storageKey = 'sup.settings';

/** Per device: how the product looks and what the composer's Enter does. */
export interface Settings extends Appearance {
  readonly enterSends: boolean;
  /** How long a message is held so that it can be undone; 0: not at all. */
  readonly undoSeconds: number;
  readonly listWidth: number;
  readonly filter: RoomFilter;
}

export interface SettingsStore extends Settings {
  readonly change: (change: Partial<Settings>) => void;
}

const defaults: Settings = {
  theme: 'system',
  density: 'comfortable',
  textScale: tokens.textScale.default,
  reduceMotion: false,
  enterSends: true,
  undoSeconds: 0,
  listWidth: tokens.layout.list.threePane,
  filter: 'all',
};

const allowed: { readonly [Name in keyof Settings]: (value: unknown) => boolean } = {
  theme: (value) => ['system', 'light', 'dark', 'highContrast'].includes(String(value)),
  density: (value) => value === 'comfortable' || value === 'compact',
  textScale: (value) => tokens.textScale.steps.some((step) => step === value),
  reduceMotion: (value) => typeof value === 'boolean',
  enterSends: (value) => typeof value === 'boolean',
  undoSeconds: (value) => [0, 5, 10, 20].includes(Number(value)),
  listWidth: (value) =>
    typeof value === 'number' && value >= tokens.layout.list.min && value <= tokens.layout.list.max,
  filter: (value) =>
    /^(all|unread|groups|mentions|archived|deleted|folder:[0-9a-z]{26})$/.test(String(value)),
};

/** What was stored, as far as it still makes sense; anything else has its default. */
export function readSettings(stored: string | null): Settings {
  if (stored === null) return defaults;
  try {
    const values: unknown = JSON.parse(stored);
    if (typeof values !== 'object' || values === null) return defaults;
    const known = Object.entries(values).filter(
      ([name, value]) => Object.hasOwn(allowed, name) && allowed[name as keyof Settings](value),
    );
    return { ...defaults, ...Object.fromEntries(known) };
  } catch (error) {
    if (error instanceof SyntaxError) return defaults;
    throw error;
  }
}

/** The settings of this device; each change is kept at once. */
export const useSettings = create<SettingsStore>((set, get) => ({
  ...readSettings(deviceStorage.getItem(storageKey)),
  change: (change) => {
    set(change);
    const { change: _change, ...settings } = get();
    deviceStorage.setItem(storageKey, JSON.stringify(settings));
  },
}));
