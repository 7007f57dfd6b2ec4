import { NumberInput, Select, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useZonedInput } from '@/platform/i18n/useZonedInput';
import { newRubricLine } from '../draft/newBlocks';
import { replaced } from '../draft/order';
import classes from '../quiz/Quiz.module.css';
import { MarkdownField } from '../text/MarkdownField';
import type { AssignmentContent } from '../types';
import { numberOrNull, type ContentFields } from './fields';
import { ListFields } from './ListFields';

const ACCEPTS: readonly AssignmentContent['accepts'][] = ['text', 'files', 'both'];
const LATE: readonly AssignmentContent['late'][] = ['accept', 'penalty', 'refuse'];

/** Work to hand in: what is asked, how it is graded and until when. */
export function AssignmentFields({ content, onChange }: ContentFields<'assignment'>) {
  const { t } = useTranslation('courses');
  const { toInput, fromInput, zoneNote } = useZonedInput();
  const set = (part: Partial<AssignmentContent>) => onChange({ ...content, ...part });
  const setLate = (late: AssignmentContent['late']) => set({ late, percent_per_day: late === 'penalty' ? 10 : null });
  return (
    <Stack gap="lg">
      <MarkdownField
        label={t('editor.assignment.prompt')}
        field="prompt"
        value={content.prompt}
        onChange={(prompt) => set({ prompt })}
      />
      <div className={classes.row}>
        <Select
          label={t('editor.assignment.accepts')}
          data={ACCEPTS.map((value) => ({ value, label: t(`editor.assignment.accept.${value}`) }))}
          value={content.accepts}
          allowDeselect={false}
          data-field="accepts"
          onChange={(accepts) => set({ accepts: (accepts ?? 'text') as AssignmentContent['accepts'] })}
        />
        {content.accepts === 'text' ? null : (
          <NumberInput
            label={t('editor.answer.max_files')}
            min={1}
            max={20}
            allowDecimal={false}
            data-field="max_files"
            value={content.max_files}
            onChange={(value) => set({ max_files: numberOrNull(value) ?? 1 })}
          />
        )}
        <NumberInput
          label={t('editor.quiz.points')}
          min={0}
          max={1000}
          data-field="points"
          value={content.points}
          onChange={(value) => set({ points: numberOrNull(value) ?? 10 })}
        />
      </div>
      <div className={classes.row}>
        <TextInput
          type="datetime-local"
          label={t('editor.due.at')}
          description={zoneNote}
          data-field="due_at"
          value={toInput(content.due_at)}
          onChange={({ currentTarget: { value } }) => set({ due_at: fromInput(value), due_after_days: null })}
        />
        <NumberInput
          label={t('editor.due.after')}
          description={`${t('editor.due.after_why')} ${t('editor.due.one_of_both')}`}
          min={1}
          max={3650}
          allowDecimal={false}
          data-field="due_after_days"
          value={content.due_after_days ?? ''}
          onChange={(value) => set({ due_after_days: numberOrNull(value), due_at: null })}
        />
        <Select
          label={t('editor.assignment.late')}
          data={LATE.map((value) => ({ value, label: t(`editor.assignment.lates.${value}`) }))}
          value={content.late}
          allowDeselect={false}
          data-field="late"
          onChange={(late) => setLate((late ?? 'accept') as AssignmentContent['late'])}
        />
        {content.late === 'penalty' ? (
          <NumberInput
            label={t('editor.assignment.penalty')}
            min={1}
            max={100}
            suffix=" %"
            data-field="percent_per_day"
            value={content.percent_per_day ?? ''}
            onChange={(value) => set({ percent_per_day: numberOrNull(value) ?? 10 })}
          />
        ) : null}
      </div>
      <Switch
        label={t('editor.assignment.group')}
        description={t('editor.assignment.group_why')}
        checked={content.group}
        onChange={({ currentTarget }) => set({ group: currentTarget.checked })}
      />
      <ListFields
        label={t('editor.rubric.title')}
        description={t('editor.rubric.why')}
        entries={content.rubric}
        nameOf={(number) => t('editor.rubric.line', { number })}
        addLabel={t('editor.rubric.add')}
        create={newRubricLine}
        most={20}
        field="rubric"
        onChange={(rubric) => set({ rubric })}
      >
        {(line, name) => (
          <div className={classes.pair}>
            <TextInput
              aria-label={t('editor.rubric.of', { name })}
              placeholder={t('editor.rubric.what')}
              maxLength={200}
              value={line.title}
              onChange={({ currentTarget: { value } }) =>
                set({ rubric: replaced(content.rubric, { ...line, title: value }) })
              }
            />
            <NumberInput
              aria-label={t('editor.rubric.points_of', { name })}
              min={0}
              max={1000}
              value={line.points}
              onChange={(points) =>
                set({ rubric: replaced(content.rubric, { ...line, points: numberOrNull(points) ?? 0 }) })
              }
            />
            <Textarea
              aria-label={t('editor.rubric.description_of', { name })}
              placeholder={t('editor.rubric.description')}
              autosize
              minRows={1}
              maxLength={1000}
              value={line.description}
              onChange={({ currentTarget: { value } }) =>
                set({ rubric: replaced(content.rubric, { ...line, description: value }) })
              }
            />
          </div>
        )}
      </ListFields>
    </Stack>
  );
}
