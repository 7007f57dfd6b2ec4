import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '@/platform/i18n/locale';
import type { Review, ReviewedBlock, ReviewShare } from './api';

/** How figures, blocks and periods are said. */
export function useReviewWords() {
  const locale = useLocale();
  const { t } = useTranslation('insight');
  return useMemo(() => {
    const whole = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
    const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
    const percent = (share: number) => whole.format(share);
    return {
      percent,
      /** A point of the lesson's axis. */
      minutes: (minutes: number) => t('axis.minutes', { minutes }),
      /** A share: rounded, in a word, or hidden. */
      share: (figure: ReviewShare | null | undefined) => {
        if (!figure) return t('hidden');
        return figure.share === null ? t(`words.${figure.word}`) : percent(figure.share);
      },
      /** The interval of a share. */
      range: ({ low, high }: ReviewShare) => whole.formatRange(low, high),
      /** A day of the institution's calendar, wherever it is read. */
      day: (iso: string) => day.format(new Date(`${iso}T00:00:00Z`)),
      days: ({ first_day: first, last_day: last }: Review['periods'][number]) =>
        day.formatRange(new Date(`${first}T00:00:00Z`), new Date(`${last}T00:00:00Z`)),
      /** A block by its title, what it holds, or its kind; with its number. */
      block: ({ name, kind }: Pick<ReviewedBlock, 'name' | 'kind'>) => name ?? t(`kinds.${kind}`),
    };
  }, [locale, t]);
}

export type ReviewWords = ReturnType<typeof useReviewWords>;
