import { Button, Card, Group, Text, Title } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Steps } from './api';
import classes from './Checklist.module.css';

interface Step {
  name: 'institution' | 'people' | 'course' | 'teach' | 'enrol' | 'see';
  done: boolean;
  to?: string;
}

/** Every step with what it is for, whether it is done, and the button that leads to it. */
export function stepsOf(steps: Steps): Step[] {
  const course = steps.first_course_id;
  const people = course ? `/teach/courses/${course}/people` : undefined;
  return [
    { name: 'institution', done: steps.set_up, to: steps.set_up ? undefined : '/admin/setup' },
    { name: 'people', done: steps.has_tutor, to: '/admin/users?add=tutor' },
    { name: 'course', done: steps.has_course, to: '/teach/courses' },
    { name: 'teach', done: steps.has_taught_course, to: people },
    { name: 'enrol', done: steps.has_enrolment, to: people },
    { name: 'see', done: false, to: course ? `/courses/${course}` : undefined },
  ];
}

/** Whether everything is there that learning takes; a look as a student is a matter of taste. */
export const isReady = (steps: Steps): boolean => stepsOf(steps).every(({ name, done }) => done || name === 'see');

/** What is still to do until somebody learns here. */
export function Checklist({ steps }: { steps: Steps }) {
  const { t } = useTranslation('administration');
  const listed = stepsOf(steps);
  const next = listed.find(({ done, to }) => !done && to);
  return (
    <Card mb="xl" component="section" aria-labelledby="setup-steps">
      <Title order={2} id="setup-steps" mb="sm">
        {t('setup.steps.title')}
      </Title>
      <ol className={classes.steps}>
        {listed.map(({ name, done, to }) => {
          const Mark = done ? IconCircleCheckFilled : IconCircle;
          return (
            <li key={name} className={classes.step} data-done={done}>
              <Mark
                size={24}
                role="img"
                className={classes.mark}
                aria-label={t(done ? 'setup.steps.done' : 'setup.steps.open')}
              />
              <div className={classes.what}>
                <Text fw={600}>{t(`setup.steps.${name}.name`)}</Text>
                <Text size="sm" c="dimmed">
                  {t(to || done ? `setup.steps.${name}.lead` : 'setup.steps.course_first')}
                </Text>
              </div>
              {to ? (
                <Group className={classes.action}>
                  <Button component={Link} to={to} size="sm" variant={name === next?.name ? 'filled' : 'default'}>
                    {t(`setup.steps.${name}.open`)}
                  </Button>
                </Group>
              ) : null}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
