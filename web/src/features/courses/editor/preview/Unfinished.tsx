import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Place } from '../lesson/editorContext';
import { ProblemList } from '../publishing/ProblemList';
import type { LessonBody, PublishProblem } from '../types';
import classes from '../lesson/Lesson.module.css';

interface UnfinishedProps {
  problems: readonly PublishProblem[];
  body: LessonBody;
  onPlace: (place: Omit<Place, 'nonce'>) => void;
}

/** What is missing at one place of the preview, where it is missing. */
export function Unfinished({ problems, body, onPlace }: UnfinishedProps) {
  const { t } = useTranslation('courses');
  if (problems.length === 0) return null;
  return (
    <section aria-label={t('editor.preview.unfinished')} className={classes.unfinished}>
      <Text fw={600} size="sm">
        {t('editor.preview.unfinished')}
      </Text>
      <ProblemList problems={problems} body={body} onPlace={onPlace} />
    </section>
  );
}

/** The problems of one place: of a question, or of a block. What its questions miss stands there, where they are shown. */
export function problemsAt(
  problems: readonly PublishProblem[],
  blockId: string,
  questionId: string | null,
  shown: boolean,
): PublishProblem[] {
  return problems.filter(
    (problem) =>
      problem.block_id === blockId &&
      (questionId ? problem.question_id === questionId : !shown || problem.question_id === null),
  );
}
