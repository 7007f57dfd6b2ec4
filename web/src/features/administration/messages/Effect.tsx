import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocale } from '@/platform/i18n/locale';
import type { LibraryMessage } from './api';

/** How a message was received, with its interval; hidden while too few students have answered. */
export function Effect({ effect, k }: { effect: LibraryMessage['effect']; k: number | null }) {
  const { t } = useTranslation('administration');
  const locale = useLocale();
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  if (!effect || effect.share === null)
    return (
      <Text size="sm" c="dimmed">
        {k === null ? t('messages.effect.hidden') : t('messages.effect.hidden_under', { count: k })}
      </Text>
    );
  return (
    <>
      <Text size="sm">
        {t('messages.effect.share', {
          share: percent.format(effect.share),
          low: percent.format(effect.low),
          high: percent.format(effect.high),
        })}
      </Text>
      <Text size="xs" c="dimmed">
        {t('messages.effect.counts', {
          answers: t('messages.effect.answers', { count: effect.answers }),
          sent: t('messages.effect.sent', { count: effect.sent }),
        })}
      </Text>
    </>
  );
}
