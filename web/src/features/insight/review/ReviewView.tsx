import { Alert, Group, Text } from '@mantine/core';
import { IconChartDots } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { EmptyState } from '@/components/state/EmptyState';
import { ErrorState } from '@/components/state/ErrorState';
import type { Review } from './api';
import { BlockPanel } from './panel/BlockPanel';
import { BlockStrip } from './figures/BlockStrip';
import { ExportButtons } from './figures/ExportButtons';
import { Filters } from './Filters';
import { allHidden } from './figures/reviewOption';
import { ReviewChart } from './figures/ReviewChart';
import { reviewTable } from './figures/reviewTable';
import { useReviewWords } from './useReviewWords';

interface ReviewViewProps {
  review: Review;
  compared: Review | undefined;
  comparing: { isError: boolean; error: unknown; refetch: () => unknown };
}

/** The figures of a review, the choice of whose they are, and the part that is open. */
export function ReviewView({ review, compared, comparing }: ReviewViewProps) {
  const { t } = useTranslation('insight');
  const words = useReviewWords();
  const [search, setSearch] = useSearchParams();
  const table = useMemo(() => reviewTable(review, words, t), [review, words, t]);
  const opened = review.blocks.findIndex(({ block_id: id }) => id === search.get('block'));
  const open = (blockId: string | null) => {
    const next = new URLSearchParams(search);
    if (blockId) next.set('block', blockId);
    else next.delete('block');
    setSearch(next, { replace: true, preventScrollReset: true });
  };
  if (review.period === null || !review.recorded) {
    return (
      <>
        <Filters review={review} />
        <EmptyState icon={IconChartDots} title={t('empty.title')}>
          {t('empty.lead', { count: review.minimum })}
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <Filters review={review} />
      {comparing.isError ? (
        <ErrorState error={comparing.error} title={t('against.not_loaded')} onRetry={() => void comparing.refetch()} />
      ) : null}
      {allHidden(review) ? (
        <Alert variant="light" color="gray" mb="md" title={t('few.title')}>
          {t('few.lead', { count: review.minimum })}
        </Alert>
      ) : null}
      <BlockStrip review={review} opened={opened} onOpen={open} />
      <ReviewChart review={review} compared={compared} table={table} />
      <Group justify="space-between" mt="md" gap="md">
        <Text size="sm" c="dimmed" maw="70ch">
          {t('note.hidden', { count: review.minimum })} {t('note.history')}
          {review.keeping ? ` ${t('note.keeping', { share: words.share(review.keeping) })}` : null}
        </Text>
        <ExportButtons name={review.lesson_title} table={table} />
      </Group>
      <BlockPanel review={review} index={opened} onClose={() => open(null)} />
    </>
  );
}
