import { Button, Group, SimpleGrid, Skeleton, Text } from '@mantine/core';
import { IconBooks, IconTicket } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { useCourses } from './api';
import { CourseCard } from './CourseCard';

/** A student's courses: each with its progress and the way back into it. */
export function CoursesPage() {
  const { t } = useTranslation('courses');
  const courses = useCourses();
  const columns = { base: 1, sm: 2, lg: 3 };
  return (
    <Page
      title={t('navigation')}
      lead={t('lead')}
      width="study"
      actions={
        <Button component={Link} to="/join" variant="default" leftSection={<IconTicket size={18} aria-hidden />}>
          {t('join')}
        </Button>
      }
    >
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
        {({ courses: list, total }) =>
          list.length === 0 ? (
            <EmptyState icon={IconBooks} title={t('empty_title')}>
              {t('empty_lead')}
            </EmptyState>
          ) : (
            <>
              <SimpleGrid cols={columns} spacing="lg" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
                {list.map((course) => (
                  <CourseCard key={course.id} course={course} />
                ))}
              </SimpleGrid>
              {courses.hasNextPage ? (
                <Group justify="center" mt="xl">
                  <Text size="sm" c="dimmed" role="status">
                    {t('shown', { shown: list.length, count: total })}
                  </Text>
                  <Button
                    variant="default"
                    loading={courses.isFetchingNextPage}
                    onClick={() => void courses.fetchNextPage()}
                  >
                    {t('show_more')}
                  </Button>
                </Group>
              ) : null}
            </>
          )
        }
      </QueryState>
    </Page>
  );
}
