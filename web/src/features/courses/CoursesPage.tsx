import { SimpleGrid, Skeleton } from '@mantine/core';
import { IconBooks } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { useUser } from '@/platform/session';
import { useCourses } from './api';
import { byNextAction, CourseCard } from './CourseCard';

const firstName = (name: string) => name.split(' ')[0] ?? name;

/** A student's home: every course with its progress and the way back into it. */
export function CoursesPage() {
  const { t } = useTranslation('courses');
  const user = useUser();
  const courses = useCourses();
  const columns = { base: 1, sm: 2 };
  return (
    <Page title={t('title', { name: firstName(user.name) })} lead={t('lead')}>
      <QueryState
        query={courses}
        errorTitle={t('error')}
        skeleton={
          <SimpleGrid cols={columns} spacing="lg">
            <Skeleton height={230} radius="lg" />
            <Skeleton height={230} radius="lg" />
          </SimpleGrid>
        }
      >
        {(list) =>
          list.length === 0 ? (
            <EmptyState icon={IconBooks} title={t('empty_title')}>
              {t('empty_lead')}
            </EmptyState>
          ) : (
            <SimpleGrid cols={columns} spacing="lg" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
              {list.toSorted(byNextAction).map((course) => (
                <CourseCard key={course.id} course={course} />
              ))}
            </SimpleGrid>
          )
        }
      </QueryState>
    </Page>
  );
}
