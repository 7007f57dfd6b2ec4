import { useTranslation } from 'react-i18next';
import { RefusedNotice } from '@/components/RefusedNotice';
import { useErrorMessage } from '@/components/state/errorMessage';
import { ApiError } from '@/platform/api/errors';
import type { RefusedItem } from '@/platform/outbox';
import type { ProgressItem } from './progress';
import { useProgress } from './ProgressProvider';

/** Refusals of one lesson for one reason, as one line. */
function byLessonAndReason(refusals: readonly RefusedItem<ProgressItem>[]): [string, RefusedItem<ProgressItem>[]][] {
  const groups = new Map<string, RefusedItem<ProgressItem>[]>();
  for (const refusal of refusals) {
    const id = `${refusal.item.lessonId} ${refusal.code}`;
    groups.set(id, [...(groups.get(id) ?? []), refusal]);
  }
  return [...groups];
}

/** What a student did and the server would not take, with the reason, until they have read it. */
export function RefusedProgress() {
  const { t, i18n } = useTranslation('learning');
  const { describe } = useErrorMessage();
  const { refusals, retry, dismiss } = useProgress();

  const reason = ({ code, message, data }: RefusedItem<ProgressItem>) =>
    i18n.exists(`refused.codes.${code}`, { ns: 'learning' })
      ? t(`refused.codes.${code}`)
      : describe(new ApiError(code, 400, message, data));
  const lines = byLessonAndReason(refusals).map(([id, group]) => {
    const title = group.find(({ item }) => item.title)?.item.title;
    const parts = new Set(group.map(({ item }) => item.blockId)).size;
    return {
      id,
      text: t(title ? 'refused.line' : 'refused.line_untitled', { title, count: parts, reason: reason(group[0]!) }),
    };
  });
  const ids = refusals.map(({ id }) => id);
  return (
    <RefusedNotice title={t('refused.title')} lines={lines} onRetry={() => retry(ids)} onDismiss={() => dismiss(ids)} />
  );
}
