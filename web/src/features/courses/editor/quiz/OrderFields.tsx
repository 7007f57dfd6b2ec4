import { Stack, TagsInput, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ListFields } from '../blocks/ListFields';
import { newLine, newPair } from '../draft/newBlocks';
import { replaced } from '../draft/order';
import type { MatchingQuestion, OrderingQuestion } from '../types';
import classes from './Quiz.module.css';

/** Pairs that belong together; students see the right sides in another order. */
export function MatchingFields({
  question,
  onChange,
}: {
  question: MatchingQuestion;
  onChange: (question: MatchingQuestion) => void;
}) {
  const { t } = useTranslation('courses');
  const { pairs } = question;
  return (
    <Stack gap="md">
      <ListFields
        label={t('editor.matching.pairs')}
        entries={pairs}
        nameOf={(number) => t('editor.matching.pair', { number })}
        addLabel={t('editor.matching.add')}
        create={newPair}
        least={2}
        field="pairs"
        onChange={(next) => onChange({ ...question, pairs: next })}
      >
        {(pair, name) => (
          <div className={classes.pair}>
            {(['left', 'right'] as const).map((side) => (
              <Textarea
                key={side}
                aria-label={t(`editor.matching.${side}`, { name })}
                placeholder={t(`editor.matching.${side}_side`)}
                autosize
                minRows={1}
                maxLength={1000}
                value={pair[side]}
                onChange={({ currentTarget: { value } }) =>
                  onChange({ ...question, pairs: replaced(pairs, { ...pair, [side]: value }) })
                }
              />
            ))}
          </div>
        )}
      </ListFields>
      <TagsInput
        label={t('editor.matching.distractors')}
        description={t('editor.matching.distractors_why')}
        acceptValueOnBlur
        maxTags={20}
        data-field="distractors"
        value={question.distractors}
        onChange={(distractors) => onChange({ ...question, distractors })}
      />
    </Stack>
  );
}

/** Entries in their right order; students see them in another one. */
export function OrderingFields({
  question,
  onChange,
}: {
  question: OrderingQuestion;
  onChange: (question: OrderingQuestion) => void;
}) {
  const { t } = useTranslation('courses');
  return (
    <ListFields
      label={t('editor.ordering.items')}
      description={t('editor.ordering.items_why')}
      entries={question.items}
      nameOf={(number) => t('editor.ordering.item', { number })}
      addLabel={t('editor.ordering.add')}
      create={newLine}
      least={2}
      field="items"
      onChange={(items) => onChange({ ...question, items })}
    >
      {(item, name) => (
        <Textarea
          aria-label={name}
          placeholder={name}
          autosize
          minRows={1}
          maxLength={1000}
          value={item.text}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...question, items: replaced(question.items, { ...item, text: value }) })
          }
        />
      )}
    </ListFields>
  );
}
