import { useEffect, useEffectEvent } from 'react';
import { changeLocale, takeChosenLocale } from '@/platform/i18n/i18n';
import { useChangeProfile, type User } from '@/platform/session';

/** Speak the language of the account; one that was picked on the way to signing in is the newer choice and is saved there. */
export function useAccountLocale({ locale }: Pick<User, 'locale'>): void {
  const change = useChangeProfile();
  const saveChosen = useEffectEvent(() => {
    const chosen = takeChosenLocale();
    if (chosen === null || chosen === locale) return false;
    change.mutate({ locale: chosen }, { onError: () => void changeLocale(locale) });
    return true;
  });
  useEffect(() => {
    if (!saveChosen()) void changeLocale(locale);
  }, [locale]);
}
