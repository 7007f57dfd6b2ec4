import { useTranslation } from 'react-i18next';
import { useErrorMessage } from '@/components/state/errorMessage';
import { SteadyText } from '@/components/state/SteadyText';
import { ApiError } from '@/platform/api/errors';
import type { useLostReports } from './LostProvider';
import { useLostState } from './lostStore';
import classes from './Ladder.module.css';

interface LostStatusProps {
  report: ReturnType<typeof useLostReports>;
  blockId: string;
  hasTutor: boolean;
  ways: number;
}

/** What became of the tap, said and read aloud: who sees it now (only the latest place is shown), and what the tap points to. */
export function LostStatus({ report, blockId, hasTutor, ways }: LostStatusProps) {
  const { t } = useTranslation('wellbeing');
  const { describe } = useErrorMessage();
  const { taps, suggestion } = useLostState(blockId);
  const { refusal, said, delivered, latest } = report;
  const announced =
    ways > 0 && taps > 0 && suggestion
      ? t('ladder.announce', { count: ways, suggestion: t(`ladder.names.${suggestion.kind}`) })
      : null;
  const withAnnounced = (words: string | null) => [words, announced].filter(Boolean).join(' ');
  const told = said && latest ? (hasTutor ? (delivered ? 'lost.said' : 'lost.waiting') : 'lost.no_tutor') : null;
  const words = refusal
    ? withAnnounced(describe(new ApiError(refusal.code, 400, refusal.message, refusal.data)))
    : withAnnounced(told && t(told));
  // Delivered a moment after the tap: what has opened below it must not move then.
  const room = !refusal && told && hasTutor ? [t('lost.said'), t('lost.waiting')].map(withAnnounced) : [];
  return (
    <SteadyText
      live="polite"
      className={`${classes.report} ${words === '' ? classes.silent : ''}`}
      room={room}
      color={refusal ? 'var(--danger-ink)' : 'dimmed'}
    >
      {words}
    </SteadyText>
  );
}
