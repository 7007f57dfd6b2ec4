import { Group, Select } from '@mantine/core';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { useOwnCourse } from '../api/courses';
import { useLessonBlocks } from '../api/lessonBlocks';
import { useBlockName } from '../lesson/blockName';
import { EditorContext } from '../lesson/editorContext';
import type { Prerequisite } from '../types';

interface PrerequisiteFieldProps {
  value: Prerequisite | null;
  onChange: (value: Prerequisite | null) => void;
}

/** What somebody needs to have read first: a lesson of the course, or one block of it. */
export function PrerequisiteField({ value, onChange }: PrerequisiteFieldProps) {
  const { t } = useTranslation('courses');
  const { courseId } = useContext(EditorContext);
  const nameOf = useBlockName();
  const course = useOwnCourse(courseId);
  const blocks = useLessonBlocks(value?.lesson_id ?? null);
  const groups = (course.data?.modules ?? []).map(({ title, lessons }) => ({
    group: title,
    items: lessons.filter(({ archived }) => !archived).map(({ id, title: label }) => ({ value: id, label })),
  }));
  return (
    <Group align="flex-start" grow preventGrowOverflow={false} data-field="prerequisite">
      <Select
        label={t('editor.help.prerequisite')}
        description={t('editor.help.prerequisite_why')}
        placeholder={t('editor.help.no_prerequisite')}
        data={groups.filter(({ items }) => items.length > 0)}
        value={value?.lesson_id ?? null}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('editor.help.clear_prerequisite') }}
        onChange={(id) => onChange(id === null ? null : { lesson_id: id, block_id: null })}
      />
      {value ? (
        <Select
          label={t('editor.help.prerequisite_block')}
          description={t('editor.help.prerequisite_block_why')}
          placeholder={t('editor.help.whole_lesson')}
          data={(blocks.data ?? []).map((block, index) => ({ value: block.id, label: nameOf(block, index) }))}
          value={value.block_id}
          clearable
          clearButtonProps={{ 'aria-label': t('editor.help.clear_prerequisite') }}
          onChange={(id) => onChange({ ...value, block_id: id })}
        />
      ) : null}
    </Group>
  );
}
