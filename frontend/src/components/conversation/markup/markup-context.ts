import { createContext, useContext } from 'react';
import type { Called, KnownNames } from '../../../model/known-names';

/** What every part of a message's text needs to know. */
export interface MarkupSetting {
  readonly mine: boolean;
  readonly type: 'message' | 'messageMobile';
  readonly names: KnownNames;
  readonly called: Called;
  readonly onPerson: (id: string) => void;
  readonly onRoom: (id: string) => void;
}

const Setting = createContext<MarkupSetting | undefined>(undefined);
export const MarkupProvider = Setting.Provider;

/** The setting of the message around. */
export function useMarkup(): MarkupSetting {
  const setting = useContext(Setting);
  if (!setting) throw new Error('markup is shown inside a message');
  return setting;
}
