import { ActionIcon, Anchor, Button, Drawer, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconCopy, IconFile, IconFileText, IconMovie, IconTrash, IconUpload, IconVolume } from '@tabler/icons-react';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { QueryState } from '@/components/state/QueryState';
import { formatBytes } from '@/platform/i18n/bytes';
import { useLocale } from '@/platform/i18n/locale';
import { useDeleteFile, useFiles } from '../api/files';
import type { CourseFile } from '../types';
import { UploadList } from './UploadList';
import type { Uploads } from './useUploads';
import classes from './FilesPanel.module.css';

interface FilesPanelProps {
  courseId: string;
  uploads: Uploads;
  opened: boolean;
  onClose: () => void;
}

/** The files of a course: what is there, where it is used, and more of them. */
export function FilesPanel({ courseId, uploads, opened, onClose }: FilesPanelProps) {
  const { t } = useTranslation('courses');
  const files = useFiles(courseId, opened);
  const remove = useDeleteFile(courseId);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size="md"
      title={t('editor.files.title')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <Stack gap="lg">
        <DropArea onFiles={(list) => void uploads.add(list)} />
        <UploadList uploads={uploads} />
        {remove.error ? <ErrorState error={remove.error} title={t('editor.files.not_removed')} /> : null}
        <QueryState query={files} errorTitle={t('editor.files.error')}>
          {(list) =>
            list.length === 0 ? (
              <Text c="dimmed">{t('editor.files.empty')}</Text>
            ) : (
              <ul className={classes.list}>
                {list.map((file) => (
                  <FileLine key={file.id} file={file} onRemove={() => remove.mutate(file.id)} />
                ))}
              </ul>
            )
          }
        </QueryState>
      </Stack>
    </Drawer>
  );
}

/** A place to drop files; the button does the same. */
export function DropArea({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { t } = useTranslation('courses');
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <div
      className={classes.drop}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Button
        variant="default"
        leftSection={<IconUpload size={18} aria-hidden />}
        onClick={() => picker.current?.click()}
      >
        {t('editor.files.upload')}
      </Button>
      <Text size="sm" c="dimmed">
        {t('editor.files.drop')}
      </Text>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={t('editor.files.upload')}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
    </div>
  );
}

const ICONS = [
  { begins: 'video/', Icon: IconMovie },
  { begins: 'audio/', Icon: IconVolume },
  { begins: 'text/', Icon: IconFileText },
  { begins: 'application/pdf', Icon: IconFileText },
];

function TypeIcon({ type }: { type: string }) {
  const { Icon } = ICONS.find(({ begins }) => type.startsWith(begins)) ?? { Icon: IconFile };
  return <Icon size={22} stroke={1.6} aria-hidden />;
}

function FileLine({ file, onRemove }: { file: CourseFile; onRemove: () => void }) {
  const { t } = useTranslation('courses');
  const locale = useLocale();
  const used = file.used_in.length > 0;
  const image = file.media_type.startsWith('image/');
  return (
    <li className={classes.line}>
      {image ? (
        <img src={file.url} alt="" loading="lazy" className={classes.thumbnail} />
      ) : (
        <span className={classes.thumbnail}>
          <TypeIcon type={file.media_type} />
        </span>
      )}
      <div className={classes.about}>
        <Anchor href={file.url} target="_blank" underline="hover" c="var(--ink)" fw={550} size="sm" dir="auto">
          {file.name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {formatBytes(file.bytes, locale)}
          {file.width && file.height ? ` · ${file.width} × ${file.height}` : ''}
        </Text>
        <Text size="xs" c="dimmed">
          {used ? t('editor.files.used', { lessons: file.used_in.join(', ') }) : t('editor.files.unused')}
        </Text>
      </div>
      <Group gap={2} wrap="nowrap">
        <Tooltip label={t('editor.files.copy')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('editor.files.copy_of', { name: file.name })}
            onClick={() => void navigator.clipboard.writeText(file.name)}
          >
            <IconCopy size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
        {used ? null : (
          <Tooltip label={t('editor.files.remove')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t('editor.files.remove_of', { name: file.name })}
              onClick={onRemove}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
    </li>
  );
}
