import { Anchor, Button, Card, Group, Text, Title } from '@mantine/core';
import { IconActivityHeartbeat, IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TaughtCourse } from '../types';
import classes from './CourseCard.module.css';

/** A course with who is there now; nothing about how anybody feels. */
export function CourseCard({ course }: { course: TaughtCourse }) {
  const { t } = useTranslation('live-class');
  const { course_id, title, enrolled, present, waiting } = course;
  return (
    <Card component="li" className={classes.card}>
      <Title order={2} size="h3">
        {title}
      </Title>
      <div className={classes.figures}>
        <Text className={classes.present} data-anybody={present > 0}>
          {t('overview.present', { count: present })}
        </Text>
        <Text size="sm" c="dimmed">
          {t('overview.enrolled', { count: enrolled })}
        </Text>
        {waiting > 0 ? (
          <Text size="sm" className={classes.waiting}>
            <IconHandStop aria-hidden size={17} />
            {t('overview.waiting', { count: waiting })}
          </Text>
        ) : null}
      </div>
      <Group gap="lg">
        <Button
          component={Link}
          to={`/teach/courses/${course_id}/live`}
          aria-label={t('overview.watch_course', { course: title })}
          leftSection={<IconActivityHeartbeat aria-hidden size={18} />}
        >
          {t('overview.watch')}
        </Button>
        <Anchor
          component={Link}
          to={`/courses/${course_id}`}
          aria-label={t('overview.outline_course', { course: title })}
        >
          {t('overview.outline')}
        </Anchor>
      </Group>
    </Card>
  );
}
