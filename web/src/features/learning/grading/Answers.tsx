import { Card, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { RichText } from '../blocks/RichText';
import { ContentLanguage } from '../contentLanguage';
import { answerInWords } from '../quiz/answers';
import { FileRow } from '../uploads/FileField';
import type { GradedAnswer, WorkToGrade } from '../work/gradingTypes';
import type { GradeForm } from './gradeForm';
import { PointsInput } from './PointsInput';
import classes from './Grading.module.css';

type Entered = GradeForm['questions'][string];

interface AnswersProps {
  work: WorkToGrade;
  questions: GradeForm['questions'];
  onChange: (questionId: string, next: Partial<Entered>) => void;
}

/** The answers of an attempt: those that wait for a tutor with their points, the others with what they earned. */
export function Answers({ work, questions, onChange }: AnswersProps) {
  return (
    <ContentLanguage value={work.language}>
      <Card>
        {work.answers.map((answer, index) => (
          <AnswerView
            key={answer.question.id}
            answer={answer}
            number={index + 1}
            lang={work.language}
            entered={questions[answer.question.id]}
            onChange={(next) => onChange(answer.question.id, next)}
          />
        ))}
      </Card>
    </ContentLanguage>
  );
}

interface AnswerViewProps {
  answer: GradedAnswer;
  number: number;
  lang: string;
  entered: Entered | undefined;
  onChange: (next: Partial<Entered>) => void;
}

function AnswerView({ answer, number, lang, entered, onChange }: AnswerViewProps) {
  const { t } = useTranslation('learning');
  const { question, files, points, max_points: most, by_tutor: mine } = answer;
  const text = answerInWords(question, answer.answer);
  const label = t('quiz.number', { number });
  return (
    <section className={classes.answer} data-mine={mine} aria-label={label}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <RichText html={question.prompt_html} />
      {question.rubric_html ? <RichText html={question.rubric_html} /> : null}
      {text === '' && files.length === 0 ? (
        <Text c="dimmed">{t('grading.no_answer')}</Text>
      ) : (
        <>
          {text === '' ? null : (
            <div className={classes.given} {...contentAttributes(lang)}>
              {text}
            </div>
          )}
          {files.length === 0 ? null : (
            <ul className={classes.files}>
              {files.map((file) => (
                <FileRow key={file.id} file={file} />
              ))}
            </ul>
          )}
        </>
      )}
      {mine ? (
        <div className={classes.line}>
          <Textarea
            aria-label={t('grading.comment_on', { number })}
            placeholder={t('grading.comment_here')}
            autosize
            minRows={1}
            maxLength={10_000}
            value={entered?.comment ?? ''}
            onChange={(event) => onChange({ comment: event.currentTarget.value })}
          />
          <PointsInput
            label={t('grading.points_for', { title: label })}
            hideLabel
            value={entered?.points ?? null}
            max={most}
            onChange={(next) => onChange({ points: next })}
          />
        </div>
      ) : (
        <Text size="sm" c="dimmed">
          {t('quiz.points', { points: points ?? 0, most: most })}
        </Text>
      )}
    </section>
  );
}
