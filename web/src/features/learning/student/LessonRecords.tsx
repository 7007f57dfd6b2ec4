import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProgressLine } from '@/components/ProgressLine';
import { useDates } from '@/platform/i18n/dates';
import type { RecordLesson } from './record';
import classes from './Student.module.css';

/** How far in each lesson; each opens into its blocks. */
export function LessonRecords({ lessons }: { lessons: readonly RecordLesson[] }) {
  const { t } = useTranslation('learning');
  if (lessons.length === 0) return <Text c="dimmed">{t('student_record.no_lessons')}</Text>;
  return (
    <ul className={classes.lessons}>
      {lessons.map((lesson) => (
        <LessonRecord key={lesson.lesson_id} lesson={lesson} />
      ))}
    </ul>
  );
}

function LessonRecord({ lesson }: { lesson: RecordLesson }) {
  const { t } = useTranslation('learning');
  const { relative, dateTime } = useDates();
  const { title, blocks, done_blocks: done, completed_at: completed, last_at: last, minutes } = lesson;
  return (
    <li className={classes.lesson}>
      <details>
        <summary>
          <span className={classes.name} dir="auto">
            {title}
          </span>
          <ProgressLine
            value={done}
            total={blocks.length}
            label={
              completed === null
                ? t('student_record.parts', { done, count: blocks.length })
                : t('student_record.completed', { done, count: blocks.length })
            }
          />
          <Text size="sm" c="dimmed" component="span">
            {last === null ? (
              t('student_record.not_begun')
            ) : (
              <>
                <time dateTime={last} title={dateTime(last)}>
                  {relative(last)}
                </time>
                {minutes === null ? null : ` · ${t('student_record.minutes', { count: Math.round(minutes) })}`}
              </>
            )}
          </Text>
        </summary>
        <ul className={classes.blocks}>
          {blocks.map(({ block_id: id, title: name, kind, status, at }) => (
            <li key={id} className={classes.block}>
              <span dir="auto">{name ?? t(`student_record.kinds.${kind}`)}</span>
              <Text size="sm" c="dimmed" component="span">
                {t(`student_record.statuses.${status}`)}
                {at === null ? null : ` · ${dateTime(at)}`}
              </Text>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}
