import { Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useErrorMessage } from '@/components/state/errorMessage';
import { useLocale } from '@/platform/i18n/locale';
import type { CourseEntries } from '../api/courses';

/** Languages that courses are often written in; a course may be in any other one. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt', 'tr', 'uk', 'ru', 'ar', 'he', 'fa', 'zh', 'ja'];

interface CourseFieldsProps {
  entries: CourseEntries;
  error: unknown;
  onChange: (entries: CourseEntries) => void;
}

/** What a course is called, what it is about, in which language it is written and to which subject it belongs. */
export function CourseFields({ entries, error, onChange }: CourseFieldsProps) {
  const { t } = useTranslation('courses');
  const { describeField } = useErrorMessage();
  const names = new Intl.DisplayNames([useLocale()], { type: 'language' });
  return (
    <>
      <TextInput
        label={t('editor.course.title')}
        maxLength={200}
        data-autofocus
        value={entries.title}
        error={describeField(error, 'title')}
        onChange={({ currentTarget: { value } }) => onChange({ ...entries, title: value })}
      />
      <Textarea
        label={t('editor.course.summary')}
        description={t('editor.course.summary_why')}
        autosize
        minRows={3}
        maxLength={5000}
        value={entries.summary}
        error={describeField(error, 'summary')}
        onChange={({ currentTarget: { value } }) => onChange({ ...entries, summary: value })}
      />
      <Select
        label={t('editor.course.language')}
        description={t('editor.course.language_why')}
        data={[...new Set([...LANGUAGES, entries.language])].map((value) => ({
          value,
          label: names.of(value) ?? value,
        }))}
        searchable
        allowDeselect={false}
        value={entries.language}
        onChange={(language) => language && onChange({ ...entries, language })}
      />
      <TextInput
        label={t('editor.course.subject')}
        description={t('editor.course.subject_why')}
        maxLength={80}
        value={entries.subject ?? ''}
        error={describeField(error, 'subject')}
        onChange={({ currentTarget: { value } }) => onChange({ ...entries, subject: value.trim() ? value : null })}
      />
    </>
  );
}
