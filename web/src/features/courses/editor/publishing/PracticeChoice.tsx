import { Alert, Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export interface Practised {
  id: string;
  courseId: string;
  title: string;
  students: number;
}

interface PracticeChoiceProps {
  quiz: Practised;
  counts: boolean;
  onChange: (counts: boolean) => void;
}

/** A quiz becomes one that counts, and students have practised with it: what are their attempts worth? */
export function PracticeChoice({ quiz, counts, onChange }: PracticeChoiceProps) {
  const { t } = useTranslation('courses');
  const { title, students } = quiz;
  return (
    <Alert variant="light" color="apricot" title={t('editor.publish.practice.title', { title })}>
      <Radio.Group
        label={t('editor.publish.practice.lead', { count: students })}
        value={counts ? 'count' : 'from_now'}
        onChange={(value) => onChange(value === 'count')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="from_now" label={t('editor.publish.practice.from_now')} />
          <Radio value="count" label={t('editor.publish.practice.count')} />
        </Stack>
      </Radio.Group>
    </Alert>
  );
}
