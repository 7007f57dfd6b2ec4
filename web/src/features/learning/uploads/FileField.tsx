import { ActionIcon, Button, FileButton, Progress, Text } from '@mantine/core';
import { IconFile, IconRefresh, IconUpload, IconX } from '@tabler/icons-react';
import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorMessage } from '@/components/state/errorMessage';
import { formatBytes } from '@/platform/i18n/bytes';
import { useLocale } from '@/platform/i18n/locale';
import type { WorkFile } from './workFile';
import { FileTooLarge, useUploads, type Upload } from './useUploads';
import classes from './FileField.module.css';

interface FileFieldProps {
  /** Where files are sent to. */
  path: string;
  files: readonly WorkFile[];
  maxFiles: number;
  /** Endings such as `.pdf`; empty where any will do. */
  accept?: readonly string[];
  readOnly?: boolean;
  labelledBy?: string;
  describedBy?: string;
  onUploaded: (file: WorkFile) => void;
  onRemove: (file: WorkFile) => void;
}

/** Files to hand in: chosen or dropped, each with its progress; what failed can be sent again. */
export function FileField(props: FileFieldProps) {
  const { path, files, maxFiles, accept = [], readOnly = false, labelledBy, describedBy, onUploaded, onRemove } = props;
  const { t } = useTranslation('learning');
  const [over, setOver] = useState(false);
  const { uploads, add, retry, cancel } = useUploads({ path, onUploaded });
  const room = maxFiles - files.length - uploads.length;

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!readOnly) add([...event.dataTransfer.files].slice(0, Math.max(0, room)));
  };

  return (
    <div role="group" aria-labelledby={labelledBy} aria-describedby={describedBy}>
      {files.length + uploads.length > 0 ? (
        <ul className={classes.files}>
          {files.map((file) => (
            <FileRow key={file.id} file={file} onRemove={readOnly ? undefined : () => onRemove(file)} />
          ))}
          {uploads.map((upload) => (
            <UploadRow key={upload.key} upload={upload} onRetry={() => retry(upload)} onCancel={() => cancel(upload)} />
          ))}
        </ul>
      ) : null}
      {readOnly ? null : room > 0 ? (
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
          <FileButton
            multiple
            accept={accept.join(',')}
            onChange={(chosen) => add(chosen.slice(0, room))}
            inputProps={{ 'aria-hidden': true, tabIndex: -1 }}
          >
            {(button) => (
              <Button {...button} variant="default" leftSection={<IconUpload size={18} aria-hidden />}>
                {t('files.add')}
              </Button>
            )}
          </FileButton>
          <Text size="sm" c="dimmed">
            {t('files.limits', { count: maxFiles, size: 20 })}
            {accept.length > 0 ? ` · ${accept.join(', ')}` : null}
          </Text>
        </div>
      ) : (
        <Text size="sm" c="dimmed">
          {t('files.full', { count: maxFiles })}
        </Text>
      )}
    </div>
  );
}

/** A file that has arrived: its name opens it. */
export function FileRow({ file, onRemove }: { file: WorkFile; onRemove?: (() => void) | undefined }) {
  const { t } = useTranslation('learning');
  const locale = useLocale();
  return (
    <li className={classes.file}>
      <IconFile size={19} aria-hidden className={classes.icon} />
      <a href={file.url} download={file.name} dir="auto" className={classes.name}>
        {file.name}
      </a>
      <Text size="sm" c="dimmed" className={classes.size}>
        {formatBytes(file.bytes, locale)}
      </Text>
      {onRemove ? (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('files.remove', { name: file.name })}
          onClick={onRemove}
        >
          <IconX size={18} aria-hidden />
        </ActionIcon>
      ) : null}
    </li>
  );
}

function UploadRow({ upload, onRetry, onCancel }: { upload: Upload; onRetry: () => void; onCancel: () => void }) {
  const { t } = useTranslation('learning');
  const { describe } = useErrorMessage();
  const { file, share, error } = upload;
  const percent = Math.round(100 * share);
  return (
    <li className={classes.file}>
      <IconUpload size={19} aria-hidden className={classes.icon} />
      <div className={classes.name}>
        <span dir="auto">{file.name}</span>
        {error ? (
          <Text size="sm" c="var(--danger-ink)" role="alert">
            {error instanceof FileTooLarge ? t('files.too_large', { size: 20 }) : describe(error)}
          </Text>
        ) : (
          <Progress
            mt={6}
            size="sm"
            value={percent}
            aria-label={t('files.sending', { name: file.name, percent })}
            role="progressbar"
          />
        )}
      </div>
      {error && !(error instanceof FileTooLarge) ? (
        <ActionIcon variant="subtle" size={36} aria-label={t('files.retry', { name: file.name })} onClick={onRetry}>
          <IconRefresh size={18} aria-hidden />
        </ActionIcon>
      ) : null}
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={t('files.cancel', { name: file.name })}
        onClick={onCancel}
      >
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </li>
  );
}
