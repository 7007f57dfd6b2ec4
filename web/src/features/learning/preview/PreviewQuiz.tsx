import { Badge, Button, Card, Group, Text } from '@mantine/core';
import { use, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import type { Block, Quiz } from '../api';
import { ItemHelp } from '../help/ItemHelp';
import { toAnswers, type Given } from '../quiz/answers';
import { QuestionField } from '../quiz/QuestionField';
import classes from '../quiz/QuizForm.module.css';
import { QuizOutcome } from '../quiz/QuizOutcome';
import { WrittenQuizContext } from './previewing';
import { outcomeOf, useCheckWithoutRecord } from './useCheckWithoutRecord';

interface PreviewQuizProps {
  lessonId: string;
  block: Block;
  quiz: Quiz;
}

/** A quiz for who writes it: it can be answered like any other, and what was answered is thrown away. */
export function PreviewQuiz({ lessonId, block, quiz }: PreviewQuizProps) {
  const { t } = useTranslation('learning');
  const [given, setGiven] = useState<Readonly<Record<string, Given>>>({});
  const check = useCheckWithoutRecord(lessonId, block.id);
  const result = check.data;
  const written = use(WrittenQuizContext);
  const order = orderOf(quiz, written.questionIds(block.id));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    check.mutate(toAnswers(quiz.questions, given));
  };
  return (
    <Card>
      <Group gap="xs" mb="lg">
        <Badge variant="light" color={quiz.graded ? 'apricot' : 'pine'}>
          {quiz.graded ? t('quiz.graded') : t('quiz.practice')}
        </Badge>
        <Text size="sm" c="dimmed">
          {quiz.attempts_allowed === null ? t('quiz.unlimited') : t('quiz.left', { count: quiz.attempts_allowed })}
        </Text>
      </Group>
      <form noValidate onSubmit={submit}>
        <ol className={classes.questions}>
          {order.map((id, index) => {
            const question = quiz.questions.find((each) => each.id === id);
            if (!question)
              return (
                <li key={id} data-previewed={id}>
                  {written.unfinished(block.id, id)}
                </li>
              );
            const mark = result?.questions.find(({ question_id: marked }) => marked === id);
            return (
              <QuestionField
                key={id}
                question={question}
                blockId={null}
                label={t('quiz.number', { number: index + 1 })}
                anchored={false}
                given={given[question.id]}
                mark={mark}
                onAnswer={(answer) => setGiven({ ...given, [question.id]: answer })}
              >
                <span data-previewed={id} />
                <ItemHelp
                  lessonId={lessonId}
                  block={block}
                  question={question}
                  number={index + 1}
                  correct={mark?.correct ?? null}
                  available
                />
              </QuestionField>
            );
          })}
        </ol>
        {result ? <QuizOutcome result={outcomeOf(result, quiz)} fresh onAgain={check.reset} /> : null}
        {check.error ? <ErrorState error={check.error} title={t('quiz.not_sent')} onRetry={check.reset} /> : null}
        {result ? null : (
          <Group mt="xl" gap="md">
            <Button type="submit" loading={check.isPending}>
              {t('quiz.submit')}
            </Button>
            <Text size="sm" c="dimmed">
              {t('quiz.thrown_away')}
            </Text>
          </Group>
        )}
      </form>
    </Card>
  );
}

/** The questions as they are written, also those that are not finished; a moment after one is removed, those still shown. */
function orderOf(quiz: Quiz, written: readonly string[]): readonly string[] {
  const shown = quiz.questions.map(({ id }) => id);
  return shown.every((id) => written.includes(id)) ? written : shown;
}
