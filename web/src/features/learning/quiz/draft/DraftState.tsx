import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useErrorMessage } from '@/components/state/errorMessage';
import type { Drafting } from './useDraft';

/** Whether the answers that have not been handed in are safe. */
export function DraftState({ draft }: { draft: Drafting }) {
  const { t } = useTranslation('learning');
  const { describe } = useErrorMessage();
  const { status, error } = draft;
  const begun = Object.values(draft.answers).some((given) => given.length > 0);
  if (!begun && status === 'saved') return null;
  return (
    <Text
      size="sm"
      role="status"
      aria-live="off"
      c={status === 'waiting' || status === 'refused' ? 'var(--warm-ink)' : 'dimmed'}
    >
      {status === 'refused' ? t('quiz.draft.refused', { reason: describe(error) }) : t(`quiz.draft.${status}`)}
    </Text>
  );
}
