import { createContext, useContext } from 'react';

/** The language a lesson is written in; it need not be the one of the interface around it. */
export const ContentLanguage = createContext<string | undefined>(undefined);

/** The `lang` of everything that comes from the lesson itself. */
export function useContentLanguage(): string | undefined {
  return useContext(ContentLanguage);
}
