import { Group, Text } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { affectColor, affectKey, EXPRESSIONS } from '@/components/affect';
import { Chart } from '@/components/chart/Chart';
import type { TableTwin } from '@/components/chart/ChartTable';
import type { Palette } from '@/components/chart/palette';
import type { Review } from '../api';
import { allHidden, drawn, reviewHeight, reviewOption, type OptionWords } from './reviewOption';
import classes from '../Review.module.css';
import { useReviewWords } from '../useReviewWords';

interface ReviewChartProps {
  review: Review;
  compared: Review | undefined;
  table: TableTwin;
}

/** The rows of a review over the lesson's parts; a second run or group as an outline. */
export function ReviewChart({ review, compared, table }: ReviewChartProps) {
  const { t } = useTranslation('insight');
  const words = useReviewWords();
  const optionWords = useMemo<OptionWords>(
    () => ({
      percent: words.percent,
      minutes: words.minutes,
      hidden: t('hidden'),
      row: (name) => t(`rows.${name}`),
    }),
    [words, t],
  );
  const build = useCallback(
    (palette: Palette) => reviewOption(review, compared, optionWords, palette),
    [review, compared, optionWords],
  );
  return (
    <>
      <Chart
        title={t('chart.title')}
        summary={summary()}
        build={build}
        table={table}
        height={reviewHeight(review, compared)}
      />
      {allHidden(review) ? null : (
        <Group gap="md" mt="xs" component="ul" className={classes.legend} aria-label={t('chart.legend')}>
          {EXPRESSIONS.map((expression) => (
            <Group key={expression} component="li" gap={6}>
              <span className={classes.swatch} style={{ background: affectColor(expression) }} aria-hidden="true" />
              <Text size="sm">{t(affectKey(expression))}</Text>
            </Group>
          ))}
        </Group>
      )}
    </>
  );

  function summary(): string {
    const shown = review.blocks.flatMap((block) => (block.friction ? [{ block, friction: block.friction }] : []));
    const worst = shown.toSorted((a, b) => drawn(b.friction.share) - drawn(a.friction.share))[0];
    if (!worst) return t('chart.summary_hidden', { count: review.blocks.length });
    return t('chart.summary', {
      count: review.blocks.length,
      part: words.block(worst.block),
      share: words.share(worst.friction.share),
    });
  }
}
