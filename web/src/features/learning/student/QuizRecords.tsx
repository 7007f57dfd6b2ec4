import { Anchor, Badge, Group, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDates } from '@/platform/i18n/dates';
import { useLocale } from '@/platform/i18n/locale';
import type { RecordQuiz, StudentRecord } from './record';
import classes from './Student.module.css';

/** Every quiz that was tried, for a grade and for practice: attempts, best and last, and what went wrong. */
export function QuizRecords({ record }: { record: StudentRecord }) {
  const { t } = useTranslation('learning');
  if (record.quizzes.length === 0) return <Text c="dimmed">{t('student_record.no_quizzes')}</Text>;
  const base = `/teach/courses/${record.course_id}/students/${record.student_id}/attempts`;
  return (
    <ul className={classes.list}>
      {record.quizzes.map((quiz) => (
        <li key={quiz.block_id} className={classes.quiz}>
          <QuizRecord quiz={quiz} base={base} />
        </li>
      ))}
    </ul>
  );
}

function QuizRecord({ quiz, base }: { quiz: RecordQuiz; base: string }) {
  const { t } = useTranslation('learning');
  const { dateTime } = useDates();
  const percent = usePercent();
  return (
    <>
      <Group justify="space-between" align="baseline" gap="xs">
        <Group gap="xs" align="baseline">
          <Title order={3} size="h5" dir="auto">
            {quiz.title}
          </Title>
          <Badge variant="light" color={quiz.graded ? 'pine' : 'gray'}>
            {t(quiz.graded ? 'student_record.graded' : 'student_record.practice')}
          </Badge>
        </Group>
        <Text size="sm">{t('student_record.best_last', { best: percent(quiz.best), last: percent(quiz.last) })}</Text>
      </Group>
      <ul className={classes.attempts} aria-label={t('student_record.attempts_of', { quiz: quiz.title })}>
        {quiz.attempts.map(({ id, number, score, state, submitted_at: at, wrong }) => (
          <li key={id}>
            <Anchor component={Link} to={`${base}/${id}`} size="sm">
              {t('student_record.attempt', { number, percent: percent(score), at: dateTime(at) })}
            </Anchor>
            <Text size="sm" c="dimmed" component="span">
              {state === 'needs_grading' ? ` · ${t('student_record.to_grade')}` : null}
              {wrong.length > 0
                ? ` · ${t('student_record.wrong', { count: wrong.length, numbers: wrong.join(', ') })}`
                : null}
            </Text>
          </li>
        ))}
      </ul>
      {quiz.went_wrong.length > 0 ? (
        <ul className={classes.wrong} aria-label={t('student_record.wrong_of', { quiz: quiz.title })}>
          {quiz.went_wrong.map(({ number, prompt, wrong, asked }) => (
            <li key={`${number} ${prompt}`}>
              {number === null ? t('student_record.gone_question') : <bdi>{`${number}. ${prompt}`}</bdi>}{' '}
              <Text size="sm" c="dimmed" component="span">
                {t('student_record.wrong_times', { wrong, count: asked })}
              </Text>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function usePercent() {
  const format = new Intl.NumberFormat(useLocale(), { style: 'percent', maximumFractionDigits: 0 });
  return (share: number | null) => (share === null ? '–' : format.format(share));
}
