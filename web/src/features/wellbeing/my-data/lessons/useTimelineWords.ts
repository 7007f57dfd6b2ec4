import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { affectKey } from '@/components/affect';
import { useLocale } from '@/platform/i18n/locale';
import type { LessonTimeline, Mark } from '../api';
import type { LessonWords } from './lessonOption';
import { likeliest, type Run } from './runs';

const LIKELIEST = 2;

export interface TimelineWords extends LessonWords {
  /** "10:05:00 – 10:06:20" */
  stretch: (from: number, to: number) => string;
  /** What a run says, part by part: expression, state, how much was read. */
  parts: (run: Run) => string[];
  /** What kind of thing a mark is, and what it says. */
  title: (mark: Mark) => string;
  detail: (mark: Mark) => string;
}

/** Everything on a timeline in the reader's words. */
export function useTimelineWords({ blocks }: Pick<LessonTimeline, 'blocks'>): TimelineWords {
  const { t } = useTranslation('wellbeing');
  const locale = useLocale();
  return useMemo(() => {
    const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
    const minutes = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
    const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
    const block = (id: string | null) => {
      const found = blocks.find(({ block_id: known }) => known === id);
      return found ? (found.title ?? t(`lesson_timeline.kinds.${found.kind}`, { position: found.position })) : '';
    };
    const feeling = (said: NonNullable<Mark['feeling']>) => t(`feelings.${said}`);
    const parts = (run: Run) => {
      const expressions = likeliest(run, LIKELIEST).map(
        ([name, probability]) => `${t(affectKey(name))} ${share.format(probability)}`,
      );
      return [
        run.means
          ? t('lesson_timeline.read_as', { expressions: expressions.join(', ') })
          : t('lesson_timeline.not_read'),
        t(affectKey(run.state)),
        t('lesson_timeline.seen', { share: share.format(run.coverage) }),
      ];
    };
    const title = ({ kind }: Mark) => t(`lesson_timeline.marks.${kind}`);
    const detail = (mark: Mark) =>
      [
        mark.feeling ? feeling(mark.feeling) : null,
        mark.kind === 'quiz' && mark.score !== null
          ? t(mark.passed ? 'lesson_timeline.passed' : 'lesson_timeline.not_passed', {
              share: share.format(mark.score),
            })
          : null,
        mark.text,
        mark.response ? t(`messages.responses.${mark.response}`) : null,
        block(mark.block_id) || null,
      ]
        .filter((part) => part !== null)
        .join(' · ');
    const stretch = (from: number, to: number) => clock.formatRange(from, to);
    return {
      lane: (lane) => t(`lesson_timeline.lanes.${lane}`),
      run: (run) => [stretch(run.from, run.to), ...parts(run)].join('\n'),
      mark: (mark) => [`${clock.format(Date.parse(mark.at))} ${title(mark)}`, detail(mark)].filter(Boolean).join('\n'),
      valence: t('lesson_timeline.valence'),
      pleasant: t('lesson_timeline.pleasant'),
      unpleasant: t('lesson_timeline.unpleasant'),
      time: (at, exact) => (exact ? clock : minutes).format(at),
      stretch,
      parts,
      title,
      detail,
    };
  }, [t, locale, blocks]);
}
