import { Anchor, Stack, Text, Title } from '@mantine/core';
import {
  IconActivity,
  IconEye,
  IconMessageHeart,
  IconProgressCheck,
  IconTable,
  IconUserExclamation,
  IconUsers,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDates } from '@/platform/i18n/dates';
import { useTeaches } from '@/platform/session';
import type { OwnCourseDetail } from '../types';
import classes from './Course.module.css';

/** The ways on from a course, and its figures. */
export function CourseFacts({ course }: { course: OwnCourseDetail }) {
  const { t } = useTranslation('courses');
  const teaches = useTeaches(course.id);
  const { date } = useDates();
  const { id, lesson_count: lessons, student_count: students, starts_at: starts, ends_at: ends } = course;
  const links = [
    { to: `/teach/courses/${id}/people`, label: t('people.title'), Icon: IconUsers },
    { to: `/teach/courses/${id}/students`, label: t('editor.course.results'), Icon: IconProgressCheck },
    { to: `/teach/courses/${id}/at-risk`, label: t('editor.course.needs_look'), Icon: IconUserExclamation },
    { to: `/teach/courses/${id}/gradebook`, label: t('editor.course.gradebook'), Icon: IconTable },
    { to: `/teach/courses/${id}/support-messages`, label: t('editor.course.support_messages'), Icon: IconMessageHeart },
    ...(teaches ? [{ to: `/teach/courses/${id}/live`, label: t('editor.course.live'), Icon: IconActivity }] : []),
    { to: `/courses/${id}`, label: t('editor.course.student_page'), Icon: IconEye },
  ];
  return (
    <aside className={classes.aside} aria-label={t('editor.course.about')}>
      <Title order={2} size="h3">
        {t('editor.course.ways')}
      </Title>
      <Stack gap={2} component="nav" aria-label={t('editor.course.ways')}>
        {links.map(({ to, label, Icon }) => (
          <Anchor key={to} component={Link} to={to} underline="hover" className={classes.way}>
            <Icon size={19} stroke={1.7} aria-hidden />
            {label}
          </Anchor>
        ))}
      </Stack>
      <Title order={2} size="h3" mt="sm">
        {t('editor.course.figures')}
      </Title>
      <Text size="sm">{t('lesson_count', { count: lessons })}</Text>
      <Text size="sm">{t('editor.course.students', { count: students })}</Text>
      {starts ? <Text size="sm">{t('editor.course.starts', { date: date(starts) })}</Text> : null}
      {ends ? <Text size="sm">{t('editor.course.ends', { date: date(ends) })}</Text> : null}
    </aside>
  );
}
