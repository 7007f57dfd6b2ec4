import { Alert, List } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuizChange } from './changes';

/** What was changed in a quiz while the student had it open. It takes the focus: the answers want another look. */
export function QuizChanges({ changes }: { changes: readonly QuizChange[] }) {
  const { t } = useTranslation('learning');
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => notice.current?.focus(), []);
  return (
    <Alert ref={notice} tabIndex={-1} role="alert" color="apricot" title={t('quiz.changed.title')} mb="lg">
      {t('quiz.changed.kept')}
      <List size="sm" mt="xs">
        {changes.map(({ kind, number, answer }) => (
          <List.Item key={`${kind}${number}`}>
            {t(`quiz.changed.${kind}`, { number })}
            {answer ? ` ${t('quiz.changed.answer', { answer })}` : null}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
