import { Button, SimpleGrid, Skeleton, Title } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '@/components/state/EmptyState';
import { ErrorState } from '@/components/state/ErrorState';
import { QueryState } from '@/components/state/QueryState';
import { useTeachingSlots } from '@/platform/teaching/slots';
import { useTaughtSessions } from '../session/hold/useTaughtSessions';
import { openOf } from '../session/sessions';
import { CourseCard } from './CourseCard';
import { useOpenQuestions } from './useOpenQuestions';
import { useRiskCounts } from './useRiskCounts';
import { useTaughtCourses } from './useTaughtCourses';
import { useTutorHome } from './useTutorHome';
import { Waiting } from './Waiting';

const COLUMNS = { base: 1, sm: 2 };

/** What waits for whoever teaches, and every course they teach with who is there now and how far it is. */
export function TeachingOverview() {
  const { t } = useTranslation('live-class');
  const courses = useTaughtCourses();
  const home = useTutorHome();
  const questions = useOpenQuestions();
  const risks = useRiskCounts();
  const classOn = useClassOn();
  const { StuckPlaces } = useTeachingSlots();
  const failed = home.error ?? questions.error;
  return (
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
      {(list) => (
        <>
          {list.length === 0 && !questions.data?.total ? null : failed ? (
            <ErrorState error={failed} title={t('overview.waits.not_loaded')} />
          ) : home.data && questions.data ? (
            <Waiting toGrade={home.data.to_grade} questions={questions.data} courses={list} />
          ) : (
            <Skeleton height={120} radius="lg" mb="xl" />
          )}
          <StuckPlaces />
          {list.length === 0 ? (
            <EmptyState
              icon={IconSchool}
              title={t('overview.empty.title')}
              action={
                <Button component={Link} to="/teach/courses?new">
                  {t('overview.empty.create')}
                </Button>
              }
            >
              {t('overview.empty.lead')}
            </EmptyState>
          ) : (
            <>
              <Title order={2} size="h3" mb="sm">
                {t('overview.courses')}
              </Title>
              <SimpleGrid cols={COLUMNS} spacing="lg" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
                {list.map((course) => (
                  <CourseCard
                    key={course.course_id}
                    course={course}
                    classOn={classOn(course.course_id)}
                    needsLook={risks.data?.find(({ course_id: id }) => id === course.course_id)?.count ?? 0}
                    figures={home.data?.courses.find(({ course_id: id }) => id === course.course_id)}
                  />
                ))}
              </SimpleGrid>
            </>
          )}
        </>
      )}
    </QueryState>
  );
}

/** The lesson that the class of a course is on now; undefined until it is known. */
function useClassOn(): (courseId: string) => string | null | undefined {
  const { data } = useTaughtSessions();
  return (courseId) => data && (openOf(data).find(({ course_id: id }) => id === courseId)?.lesson_title ?? null);
}
