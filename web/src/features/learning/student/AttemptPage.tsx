import { Anchor, Group, Skeleton, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Page } from '@/components/Page';
import { QueryState } from '@/components/state/QueryState';
import type { Schemas } from '@/platform/api/client';
import { useDates } from '@/platform/i18n/dates';
import { useLocale } from '@/platform/i18n/locale';
import { RichText } from '../blocks/RichText';
import { ContentLanguage } from '../contentLanguage';
import { AttemptReview } from '../quiz/review/AttemptReviews';
import { useStudentAttempt } from './record';

/** One attempt of a student at a quiz, with every answer, mark and solution. Nothing is changed here. */
export function AttemptPage() {
  const { t } = useTranslation('learning');
  const { courseId = '', studentId = '', attemptId = '' } = useParams();
  const attempt = useStudentAttempt(courseId, studentId, attemptId);
  const back = `/teach/courses/${courseId}/students/${studentId}`;
  return (
    <Page
      title={attempt.data?.title ?? t('student_record.one_attempt')}
      width="study"
      trail={
        <Group gap={6} component="nav" aria-label={t('lesson.trail')}>
          <Anchor component={Link} to={back} c="dimmed">
            {attempt.data?.student_name ?? t('gradebook.student')}
          </Anchor>
          <span aria-hidden="true">/</span>
          <span>{attempt.data?.course_title}</span>
        </Group>
      }
    >
      <QueryState
        query={attempt}
        errorTitle={t('student_record.attempt_error')}
        wayOn={{ to: back, label: t('student_record.back') }}
        skeleton={<Skeleton height={320} radius="lg" />}
      >
        {(found) => <Attempt found={found} />}
      </QueryState>
    </Page>
  );
}

function Attempt({ found: { attempt, language, block_id: block } }: { found: Schemas['ReviewedAttempt'] }) {
  const { t } = useTranslation('learning');
  const { dateTime } = useDates();
  const percent = new Intl.NumberFormat(useLocale(), { style: 'percent', maximumFractionDigits: 0 });
  const { number, score, submitted_at: at, comment_html: comment } = attempt;
  return (
    <>
      <Text mb="md">
        {t('student_record.attempt', {
          number,
          percent: score === null ? '–' : percent.format(score),
          at: dateTime(at),
        })}
      </Text>
      {comment ? <RichText html={comment} /> : null}
      <ContentLanguage value={language}>
        <AttemptReview blockId={block} attempt={attempt} questions={[]} helpOf={undefined} />
      </ContentLanguage>
    </>
  );
}
