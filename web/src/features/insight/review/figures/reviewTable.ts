import type { TFunction } from 'i18next';
import type { TableTwin } from '@/components/chart/ChartTable';
import type { Review } from '../api';
import type { ReviewWords } from '../useReviewWords';

/** The figures of a review as a table: what is hidden says so. */
export function reviewTable(review: Review, words: ReviewWords, t: TFunction<'insight'>): TableTwin {
  const columns = [
    'part',
    'minutes',
    'friction',
    'lost',
    'wrong_share',
    'rewinds',
    'struggling_with',
    'checked_in',
    'struggling',
    'interval',
    'coverage',
    'learners',
    'wrong_answers',
    'questions',
    'opened',
    'as_of',
  ] as const;
  return {
    columns: columns.map((column) => t(`columns.${column}`)),
    rows: review.blocks.map((block, index) => {
      const { readings, friction, records } = block;
      return [
        `${index + 1}. ${words.block(block)}`,
        (block.expected_seconds / 60).toFixed(1),
        words.share(friction?.share),
        words.share(friction?.lost),
        words.share(friction?.wrong_answers),
        words.share(friction?.rewinds),
        words.share(friction?.struggling),
        words.share(friction?.checked_in),
        words.share(readings?.struggling),
        readings ? words.range(readings.struggling) : t('hidden'),
        readings ? t(`coverage.${readings.coverage}`) : t('hidden'),
        friction ? t('at_least', { count: friction.learners }) : t('hidden'),
        String(records.wrong_answers),
        String(records.questions),
        String(records.opened),
        friction ? words.day(friction.as_of) : t('hidden'),
      ];
    }),
  };
}
