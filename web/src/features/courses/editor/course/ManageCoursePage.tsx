import { Alert, Anchor, Badge, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Page } from '@/components/Page';
import { isGone, QueryState } from '@/components/state/QueryState';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { useOwnCourse } from '../api/courses';
import type { OwnCourseDetail } from '../types';
import { CourseActions } from './CourseActions';
import { CourseFacts } from './CourseFacts';
import { STATE_COLOURS } from './states';
import { Structure } from '../outline/Structure';
import classes from './Course.module.css';

/** A course as its tutor has it: what it consists of, who sees it, and the ways on. */
export function ManageCoursePage() {
  const { t } = useTranslation('courses');
  const { courseId = '' } = useParams();
  const course = useOwnCourse(courseId);
  if (course.data) return <Managed key={courseId} course={course.data} />;
  return (
    <Page title={titleOf()} width="wide">
      <QueryState
        query={course}
        wayOn={{ to: '/teach/courses', label: t('editor.course.to_courses') }}
        skeleton={<Skeleton height={320} radius="lg" />}
      >
        {() => null}
      </QueryState>
    </Page>
  );

  function titleOf(): string {
    if (isGone(course.error)) return t('course.gone_title');
    return course.isError ? t('course.error') : t('navigation');
  }
}

function Managed({ course }: { course: OwnCourseDetail }) {
  const { t } = useTranslation('courses');
  const { state, unpublished_count: unpublished } = course;
  return (
    <Page
      width="wide"
      title={course.title}
      titleLang={course.language}
      trail={
        <Anchor component={Link} to="/teach/courses" c="dimmed">
          {t('editor.course.all')}
        </Anchor>
      }
      lead={
        <Stack gap="sm">
          <Group gap="sm">
            <Badge size="lg" variant="light" color={STATE_COLOURS[state]}>
              {t(`editor.course.states.${state}`)}
            </Badge>
            {unpublished > 0 ? (
              <Text size="sm" c="var(--warm-ink)">
                {t('editor.course.unpublished', { count: unpublished })}
              </Text>
            ) : null}
          </Group>
          {course.summary ? <div {...contentAttributes(course.language)}>{course.summary}</div> : null}
        </Stack>
      }
      actions={<CourseActions course={course} />}
    >
      {state === 'draft' ? (
        <Alert mb="xl" variant="light" color="gray" icon={<IconEyeOff aria-hidden />}>
          {t('editor.course.draft_note')}
        </Alert>
      ) : null}
      <div className={classes.columns}>
        <Structure course={course} />
        <CourseFacts course={course} />
      </div>
    </Page>
  );
}
