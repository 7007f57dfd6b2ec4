import { Anchor, Skeleton, Title } from '@mantine/core';
import { IconChartDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { useCourseLessons } from './api';
import classes from './Review.module.css';

/** The lessons of a course, to choose one to look back at. */
export function CourseReviewPage() {
  const { t } = useTranslation('insight');
  const { courseId = '' } = useParams();
  const course = useCourseLessons(courseId);
  return (
    <Page title={t('course.title')} lead={course.data?.title} width="reading">
      <QueryState
        query={course}
        errorTitle={t('course.not_loaded')}
        wayOn={{ to: '/teach', label: t('review.to_home') }}
        skeleton={<Skeleton height={240} radius="lg" />}
      >
        {({ modules, language }) =>
          modules.every(({ lessons }) => lessons.length === 0) ? (
            <EmptyState icon={IconChartDots} title={t('course.empty')}>
              {t('course.empty_lead')}
            </EmptyState>
          ) : (
            modules.map(({ id, title, lessons }) => (
              <section key={id} aria-label={title}>
                <Title order={2} size="h4" mt="lg" mb="xs" {...contentAttributes(language)}>
                  {title}
                </Title>
                <ul className={classes.list}>
                  {lessons.map((lesson) => (
                    <li key={lesson.id} className={classes.note}>
                      <Anchor component={Link} to={`/teach/lessons/${lesson.id}/review`}>
                        <span {...contentAttributes(language)}>{lesson.title}</span>
                      </Anchor>
                    </li>
                  ))}
                </ul>
              </section>
            ))
          )
        }
      </QueryState>
    </Page>
  );
}
