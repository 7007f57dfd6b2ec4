import { Button, Skeleton, Stack, Switch, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { QueryState } from '@/components/state/QueryState';
import type { GradeItem } from '../work/gradingTypes';
import { useChangeItem, useEarlierAttempts, useGradeAgain } from './useGradebook';

/** What was handed in at a quiz before it was changed: does practice count, and is it to be graded again? */
export function EarlierWork({ courseId, item }: { courseId: string; item: GradeItem }) {
  const { t } = useTranslation('learning');
  const earlier = useEarlierAttempts(item.id);
  const change = useChangeItem(courseId);
  const again = useGradeAgain(courseId, item.id);
  return (
    <QueryState query={earlier} errorTitle={t('gradebook.earlier.error')} skeleton={<Skeleton height={60} />}>
      {({ outdated_attempts: outdated, practice_students: practised }) =>
        outdated === 0 && practised === 0 && !again.data ? null : (
          <section aria-labelledby="earlier-work">
            <Title order={3} size="h4" id="earlier-work" mb="sm">
              {t('gradebook.earlier.title')}
            </Title>
            <Stack gap="md" align="flex-start">
              {practised > 0 ? (
                <Switch
                  label={t('gradebook.earlier.count_practice')}
                  description={t('gradebook.earlier.practised', { count: practised })}
                  checked={item.counts_practice}
                  disabled={change.isPending}
                  onChange={({ currentTarget }) =>
                    change.mutate({ itemId: item.id, change: { counts_practice: currentTarget.checked } })
                  }
                />
              ) : null}
              {outdated > 0 ? (
                <>
                  <Text size="sm">{t('gradebook.earlier.outdated', { count: outdated })}</Text>
                  <Button size="compact-md" variant="default" loading={again.isPending} onClick={() => again.mutate()}>
                    {t('gradebook.earlier.grade_again')}
                  </Button>
                </>
              ) : null}
              <div role="status">
                {again.data ? (
                  <Text size="sm">{t('gradebook.earlier.graded_again', { count: again.data.changed })}</Text>
                ) : null}
              </div>
              {change.error || again.error ? (
                <ErrorState error={change.error ?? again.error} title={t('gradebook.not_saved')} />
              ) : null}
            </Stack>
          </section>
        )
      }
    </QueryState>
  );
}
