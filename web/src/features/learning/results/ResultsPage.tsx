import { Anchor, Group, Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconReportAnalytics } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { useLocale } from '@/platform/i18n/locale';
import type { CourseResults } from '../work/gradingTypes';
import { fetchOwnResults } from '../work/tutorCalls';
import { ResultTable } from './ResultTable';
import classes from './Results.module.css';

/** A student's own results, course by course. */
export function ResultsPage() {
  const { t } = useTranslation('learning');
  const results = useQuery({ queryKey: ['work', 'results'], queryFn: fetchOwnResults, refetchOnMount: 'always' });
  return (
    <Page title={t('results.title')} lead={t('results.lead')} width="study">
      <QueryState query={results} errorTitle={t('results.error')} skeleton={<Skeleton height={320} radius="lg" />}>
        {(courses) =>
          courses.every(({ lines }) => lines.length === 0) ? (
            <EmptyState icon={IconReportAnalytics} title={t('results.empty.title')}>
              {t('results.empty.lead')}
            </EmptyState>
          ) : (
            courses.map((course) => <CourseSection key={course.course_id} course={course} />)
          )
        }
      </QueryState>
    </Page>
  );
}

function CourseSection({ course }: { course: CourseResults }) {
  const { t } = useTranslation('learning');
  const { course_id: id, title, language, lines, total } = course;
  if (lines.length === 0) return null;
  return (
    <section className={classes.course} aria-labelledby={`course-${id}`}>
      <Group justify="space-between" align="baseline" mb="sm">
        <Title order={2} id={`course-${id}`} {...contentAttributes(language)}>
          <Anchor component={Link} to={`/courses/${id}`} inherit c="var(--ink)" underline="hover">
            {title}
          </Anchor>
        </Title>
        <TotalLine total={total} />
      </Group>
      <ResultTable
        results={course}
        label={t('results.of', { course: title })}
        linkOf={({ lesson_id: lesson, block_id: block }) => `/lessons/${lesson}#block-${block}`}
      />
    </section>
  );
}

/** The result of a course as it stands. */
export function TotalLine({ total }: { total: number | null }) {
  const { t } = useTranslation('learning');
  const percent = new Intl.NumberFormat(useLocale(), { style: 'percent', maximumFractionDigits: 0 });
  return (
    <Text fw={600} className={classes.figure}>
      {total === null ? t('results.no_total') : t('results.total', { percent: percent.format(total) })}
    </Text>
  );
}
