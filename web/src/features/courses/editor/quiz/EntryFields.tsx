import { Checkbox, NumberInput, Radio, Stack, TagsInput, TextInput } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { numberOrNull, orNull } from '../blocks/fields';
import { MarkdownField } from '../text/MarkdownField';
import type { FileQuestion, LongTextQuestion, NumberQuestion, ShortTextQuestion, TrueFalseQuestion } from '../types';
import classes from './Quiz.module.css';

interface Fields<Question> {
  question: Question;
  onChange: (question: Question) => void;
}

export function TrueFalseFields({ question, onChange }: Fields<TrueFalseQuestion>) {
  const { t } = useTranslation('courses');
  const name = useId();
  return (
    <Radio.Group
      name={name}
      label={t('editor.answer.truth')}
      value={String(question.answer)}
      data-field="answer"
      onChange={(value) => onChange({ ...question, answer: value === 'true' })}
    >
      <Stack gap="xs" mt="xs">
        <Radio value="true" label={t('editor.answer.true')} />
        <Radio value="false" label={t('editor.answer.false')} />
      </Stack>
    </Radio.Group>
  );
}

export function NumberFields({ question, onChange }: Fields<NumberQuestion>) {
  const { t } = useTranslation('courses');
  return (
    <div className={classes.row}>
      <NumberInput
        label={t('editor.answer.number')}
        data-field="answer"
        value={question.answer ?? ''}
        onChange={(value) => onChange({ ...question, answer: numberOrNull(value) })}
      />
      <NumberInput
        label={t('editor.answer.tolerance')}
        leftSection="±"
        min={0}
        data-field="tolerance"
        value={question.tolerance}
        onChange={(value) => onChange({ ...question, tolerance: numberOrNull(value) ?? 0 })}
      />
      <TextInput
        label={t('editor.answer.unit')}
        placeholder={t('editor.answer.no_unit')}
        maxLength={20}
        data-field="unit"
        value={question.unit ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ ...question, unit: orNull(value) })}
      />
    </div>
  );
}

export function ShortTextFields({ question, onChange }: Fields<ShortTextQuestion>) {
  const { t } = useTranslation('courses');
  return (
    <Stack gap="sm">
      <TagsInput
        label={t('editor.answer.accepted')}
        description={t('editor.answer.accepted_why')}
        splitChars={['\n']}
        acceptValueOnBlur
        maxTags={50}
        data-field="accepted"
        value={question.accepted.filter((text) => text !== '')}
        onChange={(accepted) => onChange({ ...question, accepted })}
      />
      <Checkbox
        label={t('editor.answer.case')}
        checked={question.case_sensitive}
        onChange={({ currentTarget }) => onChange({ ...question, case_sensitive: currentTarget.checked })}
      />
    </Stack>
  );
}

export function LongTextFields({ question, onChange }: Fields<LongTextQuestion>) {
  const { t } = useTranslation('courses');
  return (
    <Stack gap="md">
      <div className={classes.row}>
        <NumberInput
          label={t('editor.answer.min_words')}
          min={1}
          max={10_000}
          allowDecimal={false}
          data-field="min_words"
          value={question.min_words ?? ''}
          onChange={(value) => onChange({ ...question, min_words: numberOrNull(value) })}
        />
        <NumberInput
          label={t('editor.answer.max_words')}
          min={1}
          max={10_000}
          allowDecimal={false}
          data-field="max_words"
          value={question.max_words ?? ''}
          onChange={(value) => onChange({ ...question, max_words: numberOrNull(value) })}
        />
      </div>
      <MarkdownField
        label={t('editor.answer.rubric')}
        description={t('editor.answer.rubric_why')}
        field="rubric"
        value={question.rubric ?? ''}
        onChange={(text) => onChange({ ...question, rubric: orNull(text) })}
      />
    </Stack>
  );
}

export function FileUploadFields({ question, onChange }: Fields<FileQuestion>) {
  const { t } = useTranslation('courses');
  return (
    <div className={classes.row}>
      <TagsInput
        label={t('editor.answer.accept')}
        placeholder=".pdf"
        maxTags={20}
        acceptValueOnBlur
        data-field="accept"
        value={question.accept}
        onChange={(accept) => onChange({ ...question, accept })}
      />
      <NumberInput
        label={t('editor.answer.max_files')}
        min={1}
        max={20}
        allowDecimal={false}
        data-field="max_files"
        value={question.max_files}
        onChange={(value) => onChange({ ...question, max_files: numberOrNull(value) ?? 1 })}
      />
    </div>
  );
}
