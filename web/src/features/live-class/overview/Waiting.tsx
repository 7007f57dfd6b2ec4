import { Badge, Text, Title } from '@mantine/core';
import { IconChecklist, IconChevronRight, IconHandStop, IconMessageQuestion, IconUrgent } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TaughtCourse } from '../types';
import classes from './Overview.module.css';
import type { OpenQuestions } from './useOpenQuestions';

const MOST_QUESTIONS = 5;

interface WaitingProps {
  toGrade: number;
  questions: OpenQuestions;
  courses: readonly TaughtCourse[];
}

/** What waits for the tutor: open questions, raised hands by course, work to grade. Quiet where nothing does. */
export function Waiting({ toGrade, questions, courses }: WaitingProps) {
  const { t } = useTranslation('live-class');
  const asking = courses.filter(({ waiting }) => waiting > 0);
  const shown = questions.threads.slice(0, MOST_QUESTIONS);
  const more = questions.total - shown.length;
  return (
    <section aria-labelledby="waiting" className={classes.waiting}>
      <Title order={2} size="h3" id="waiting" mb="sm">
        {t('overview.waits.title')}
      </Title>
      {toGrade === 0 && asking.length === 0 && questions.total === 0 ? (
        <Text c="dimmed">{t('overview.waits.nothing')}</Text>
      ) : (
        <ul className={classes.list}>
          {shown.map(({ id, student_name: name, course_title: title, urgent_at: urgentAt }) => (
            <Row
              key={id}
              Icon={urgentAt === null ? IconMessageQuestion : IconUrgent}
              to={`/help/${id}`}
              text={t('overview.waits.question', { name })}
              where={title}
              urgent={urgentAt !== null}
            />
          ))}
          {more > 0 ? (
            <Row Icon={IconMessageQuestion} to="/help" text={t('overview.waits.more_questions', { count: more })} />
          ) : null}
          {asking.map(({ course_id: id, title, waiting }) => (
            <Row
              key={id}
              Icon={IconHandStop}
              to={`/teach/courses/${id}/live`}
              text={t('overview.waits.students', { count: waiting })}
              where={title}
            />
          ))}
          {toGrade > 0 ? (
            <Row Icon={IconChecklist} to="/grading" text={t('overview.waits.grading', { count: toGrade })} />
          ) : null}
        </ul>
      )}
    </section>
  );
}

interface RowProps {
  Icon: ComponentType<{ size?: number; className?: string }>;
  to: string;
  text: string;
  where?: string;
  urgent?: boolean;
}

function Row({ Icon, to, text, where, urgent = false }: RowProps) {
  const { t } = useTranslation('live-class');
  return (
    <li className={classes.row}>
      <Icon size={20} aria-hidden className={classes.icon} />
      <div className={classes.what}>
        <Link to={to} className={classes.link}>
          {text}
        </Link>
        {where ? (
          <Text size="sm" c="dimmed" dir="auto">
            {where}
          </Text>
        ) : null}
      </div>
      {urgent ? <Badge color="red.8">{t('overview.waits.urgent')}</Badge> : null}
      <IconChevronRight size={18} aria-hidden className={classes.icon} />
    </li>
  );
}
