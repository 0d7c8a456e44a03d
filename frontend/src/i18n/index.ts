import { createContext, useContext } from 'react';
import { type Catalog, en } from './en';

export type { Catalog };

const CatalogContext = createContext<Catalog>(en);

/** Gives everything below another language. */
export const CatalogProvider = CatalogContext.Provider;

/** The words of the person's language. */
export function useWords(): Catalog {
  return useContext(CatalogContext);
}
