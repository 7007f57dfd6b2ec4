import { Select, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { newLine } from '../draft/newBlocks';
import { replaced } from '../draft/order';
import type { ContentFields } from './fields';
import { ListFields } from './ListFields';

/** A question without a right answer. */
export function PollFields({ content, onChange }: ContentFields<'poll'>) {
  const { t } = useTranslation('courses');
  return (
    <Stack gap="md">
      <TextInput
        label={t('editor.poll.question')}
        maxLength={500}
        data-field="question"
        value={content.question}
        onChange={({ currentTarget: { value } }) => onChange({ ...content, question: value })}
      />
      <ListFields
        label={t('editor.poll.choices')}
        entries={content.choices}
        nameOf={(number) => t('editor.poll.choice', { number })}
        addLabel={t('editor.poll.add')}
        create={newLine}
        least={2}
        onChange={(choices) => onChange({ ...content, choices })}
      >
        {(choice, name) => (
          <TextInput
            aria-label={name}
            maxLength={300}
            value={choice.text}
            onChange={({ currentTarget: { value } }) =>
              onChange({ ...content, choices: replaced(content.choices, { ...choice, text: value }) })
            }
          />
        )}
      </ListFields>
      <Select
        label={t('editor.poll.results')}
        description={content.results === 'after_answer' ? t('editor.poll.results_why') : undefined}
        data={(['after_answer', 'never'] as const).map((value) => ({ value, label: t(`editor.poll.${value}`) }))}
        value={content.results}
        allowDeselect={false}
        maw="20rem"
        onChange={(results) => onChange({ ...content, results: (results ?? 'never') as typeof content.results })}
      />
    </Stack>
  );
}
