import { Alert } from '@mantine/core';
import { IconClockExclamation, IconRefresh } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { liveKey } from '../liveKey';
import type { LiveView } from '../types';
import { useAgo } from './useAgo';
import { useFreshness } from './useFreshness';

const ASK_AGAIN_MS = 15_000;

type Dated = Pick<LiveView, 'course_id' | 'generated_at' | 'coming_back'>;

/** Says above the figures that they are old, or not complete yet; and asks the server again while they are old. */
export function FreshnessNotice({ course_id, generated_at, coming_back }: Dated) {
  const { t } = useTranslation('live-class');
  const ago = useAgo();
  const stale = useFreshness(generated_at) === 'stale';
  useFetchWhile(stale, course_id);
  if (stale) {
    return (
      <Alert color="yellow" role="alert" icon={<IconClockExclamation aria-hidden />} title={t('live.stale.title')}>
        {t('live.stale.lead', { ago: ago(generated_at) })}
      </Alert>
    );
  }
  if (coming_back) {
    return (
      <Alert role="status" icon={<IconRefresh aria-hidden />} title={t('live.coming_back.title')}>
        {t('live.coming_back.lead')}
      </Alert>
    );
  }
  return null;
}

/** A stream may be open and silent, or a clock may have been set: a fetch settles either. */
function useFetchWhile(stale: boolean, courseId: string): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!stale) return undefined;
    const ask = () => void client.invalidateQueries({ queryKey: liveKey(courseId) });
    ask();
    const timer = setInterval(ask, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [client, courseId, stale]);
}
