import { Button, Group } from '@mantine/core';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Lesson } from '../progress/progress';

/** On to the next lesson, back to the one before, or to the course when there is none. */
export function LessonNeighbours({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation('learning');
  const { previous_lesson_id: previous, next_lesson_id: next, course_id: course } = lesson;
  const backwards = previous !== null || next !== null; // to the course one way is enough
  return (
    <Group component="nav" aria-label={t('neighbours.label')} justify={backwards ? 'space-between' : 'flex-end'}>
      {backwards ? (
        <Button
          component={Link}
          to={previous ? `/lessons/${previous}` : `/courses/${course}`}
          variant="default"
          leftSection={<IconArrowLeft size={18} aria-hidden />}
        >
          {previous ? t('neighbours.previous') : t('neighbours.course')}
        </Button>
      ) : null}
      <Button
        component={Link}
        to={next ? `/lessons/${next}` : `/courses/${course}`}
        variant={lesson.completed ? 'filled' : 'default'}
        rightSection={<IconArrowRight size={18} aria-hidden />}
      >
        {next ? t('neighbours.next') : t('neighbours.course')}
      </Button>
    </Group>
  );
}
