import { Button, Group, Select } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useContext, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFiles } from '../api/files';
import { EditorContext } from '../lesson/editorContext';
import type { CourseFile } from '../types';

interface FileFieldProps {
  label: string;
  description?: string;
  /** Which files may be chosen: the beginning of their media type, such as `image/`; all where none is given. */
  accepts?: string;
  /** What the browser's own picker offers. */
  pick?: string;
  value: string | null;
  field?: string;
  onChange: (file: CourseFile | null) => void;
}

/** A file of the course: one that is there, or a new one from this device. */
export function FileField({ label, description, accepts = '', pick, value, field, onChange }: FileFieldProps) {
  const { t } = useTranslation('courses');
  const { courseId, uploads } = useContext(EditorContext);
  const files = useFiles(courseId);
  const picker = useRef<HTMLInputElement>(null);
  const fitting = (files.data ?? []).filter(({ media_type: type }) => type.startsWith(accepts));
  const names = new Set(fitting.map(({ name }) => name));
  if (value) names.add(value);
  const send = async (list: FileList | null) => {
    const [stored] = await uploads.add([...(list ?? [])].slice(0, 1));
    if (stored) onChange(stored);
  };
  return (
    <Group align="flex-end" gap="sm">
      <Select
        flex="1 1 14rem"
        label={label}
        description={description}
        placeholder={t('editor.files.choose')}
        data={[...names]}
        value={value || null}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('editor.files.clear') }}
        nothingFoundMessage={t('editor.files.none')}
        data-field={field}
        onChange={(name) => onChange(fitting.find((file) => file.name === name) ?? null)}
      />
      <Button
        variant="default"
        size="sm"
        leftSection={<IconUpload size={18} aria-hidden />}
        onClick={() => picker.current?.click()}
      >
        {t('editor.files.upload_one')}
      </Button>
      <input
        ref={picker}
        type="file"
        hidden
        aria-label={label}
        accept={pick ?? (accepts ? `${accepts}*` : undefined)}
        onChange={({ currentTarget }) => {
          void send(currentTarget.files);
          currentTarget.value = '';
        }}
      />
    </Group>
  );
}
