import { useTranslation } from 'react-i18next';
import { useErrorMessage } from '@/components/state/errorMessage';
import { SteadyText } from '@/components/state/SteadyText';
import { isBlank } from '../answers';
import type { Drafting } from './useDraft';

/** Whether the answers that have not been handed in are safe. */
export function DraftState({ draft }: { draft: Drafting }) {
  const { t } = useTranslation('learning');
  const { describe } = useErrorMessage();
  const { status, error } = draft;
  const begun = Object.values(draft.answers).some((given) => !isBlank(given));
  const words = () => {
    if (!begun && status === 'saved') return null;
    return status === 'refused' ? t('quiz.draft.refused', { reason: describe(error) }) : t(`quiz.draft.${status}`);
  };
  return (
    <SteadyText
      room={[t('quiz.draft.saved'), t('quiz.draft.saving'), t('quiz.draft.waiting')]}
      color={status === 'waiting' || status === 'refused' ? 'var(--warm-ink)' : 'dimmed'}
    >
      {words()}
    </SteadyText>
  );
}
