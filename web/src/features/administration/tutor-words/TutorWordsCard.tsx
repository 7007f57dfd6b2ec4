import { Button, Card, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { QueryState } from '@/components/state/QueryState';
import { useTutorWords } from './api';
import { TutorWordsForm } from './TutorWordsForm';

/** How students read of whoever teaches, and a form that changes it. */
export function TutorWordsCard() {
  const { t, i18n } = useTranslation('administration');
  const managed = useTutorWords();
  const [open, setOpen] = useState(false);
  return (
    <Card component="section" aria-label={t('tutor_words.title')} mb="lg">
      <QueryState query={managed} errorTitle={t('tutor_words.not_loaded')}>
        {({ words }) => (
          <>
            <Group justify="space-between" gap="sm">
              <Text>
                {t('tutor_words.said', { word: i18n.language === 'de' ? words.de.nominative : `your ${words.en.one}` })}
              </Text>
              <Button variant="default" size="sm" aria-expanded={open} onClick={() => setOpen(!open)}>
                {t(open ? 'tutor_words.close' : 'tutor_words.change')}
              </Button>
            </Group>
            {open ? <TutorWordsForm initial={words} /> : null}
          </>
        )}
      </QueryState>
    </Card>
  );
}
