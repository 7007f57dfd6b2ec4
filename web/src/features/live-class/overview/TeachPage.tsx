import { SimpleGrid, Skeleton } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { CourseCard } from './CourseCard';
import { useTaughtCourses } from './useTaughtCourses';

const COLUMNS = { base: 1, sm: 2 };

/** A tutor's home: every course they teach, who is there now, and the way into its live view. */
export function TeachPage() {
  const { t } = useTranslation('live-class');
  const courses = useTaughtCourses();
  return (
    <Page title={t('overview.title')} lead={t('overview.lead')}>
      <QueryState
        query={courses}
        errorTitle={t('overview.not_loaded')}
        skeleton={
          <SimpleGrid cols={COLUMNS} spacing="lg">
            <Skeleton height={190} radius="lg" />
            <Skeleton height={190} radius="lg" />
          </SimpleGrid>
        }
      >
        {(list) =>
          list.length === 0 ? (
            <EmptyState icon={IconSchool} title={t('overview.empty.title')}>
              {t('overview.empty.lead')}
            </EmptyState>
          ) : (
            <SimpleGrid cols={COLUMNS} spacing="lg" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
              {list.map((course) => (
                <CourseCard key={course.course_id} course={course} />
              ))}
            </SimpleGrid>
          )
        }
      </QueryState>
    </Page>
  );
}
