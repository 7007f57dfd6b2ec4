import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReviewedBlock } from '../api';
import classes from '../Review.module.css';
import { useReviewWords } from '../useReviewWords';

/** The figures of one part, each with what it is of. */
export function BlockFigures({ block, minimum }: { block: ReviewedBlock; minimum: number }) {
  const { t } = useTranslation('insight');
  const words = useReviewWords();
  const { friction, readings, records } = block;
  const rows: [string, string][] = [
    [t('columns.friction'), words.share(friction?.share)],
    ...(friction
      ? ([
          [t('columns.lost'), words.share(friction.lost)],
          [t('columns.wrong_share'), words.share(friction.wrong_answers)],
          [t('columns.rewinds'), words.share(friction.rewinds)],
          [t('columns.struggling_with'), words.share(friction.struggling)],
          [t('columns.checked_in'), words.share(friction.checked_in)],
        ] as [string, string][])
      : []),
    [t('columns.struggling'), words.share(readings?.struggling)],
    ...(readings
      ? ([
          [t('columns.interval'), words.range(readings.struggling)],
          [t('columns.coverage'), t(`coverage.${readings.coverage}`)],
        ] as [string, string][])
      : []),
    [t('columns.opened'), String(records.opened)],
    [t('columns.wrong_answers'), String(records.wrong_answers)],
    [t('columns.questions'), String(records.questions)],
  ];
  return (
    <section aria-labelledby="figures">
      <Title order={3} size="h4" id="figures" mb="xs">
        {t('panel.figures')}
      </Title>
      <dl className={classes.figures}>
        {rows.map(([term, figure]) => (
          <div key={term} style={{ display: 'contents' }}>
            <dt>{term}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
      <Text size="sm" c="dimmed" mt="xs">
        {friction ? t('panel.of', { count: friction.learners, day: words.day(friction.as_of) }) : null}{' '}
        {friction?.sharing_only || readings?.sharing_only ? t('panel.sharing_only') : null}{' '}
        {friction && readings ? null : t('note.hidden', { count: minimum })} {t('panel.friction')}
      </Text>
    </section>
  );
}
