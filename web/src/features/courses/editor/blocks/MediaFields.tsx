import { SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLatest } from '../draft/useLatest';
import { FileField } from '../files/FileField';
import { lengthOf } from '../files/videoLength';
import type { CourseFile } from '../types';
import { orNull, type ContentFields } from './fields';
import classes from './Fields.module.css';

/** An image with what it shows, for who cannot see it. */
export function ImageFields({ content, onChange }: ContentFields<'image'>) {
  const { t } = useTranslation('courses');
  return (
    <Stack gap="md">
      <FileField
        label={t('editor.image.file')}
        accepts="image/"
        value={content.file}
        field="file"
        onChange={(file) => onChange({ ...content, file: file?.name ?? '' })}
      />
      <Textarea
        label={t('editor.image.alt')}
        description={t('editor.image.alt_why')}
        autosize
        minRows={1}
        maxLength={1000}
        data-field="alt"
        value={content.alt}
        onChange={({ currentTarget: { value } }) => onChange({ ...content, alt: value })}
      />
      <TextInput
        label={t('editor.image.caption')}
        maxLength={1000}
        data-field="caption"
        value={content.caption ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ ...content, caption: orNull(value) })}
      />
    </Stack>
  );
}

/** A video of the course with its captions, or one of a site from the list. */
export function VideoFields({ content, onChange }: ContentFields<'video'>) {
  const { t } = useTranslation('courses');
  const latest = useLatest(content);
  const [source, setSource] = useState<'file' | 'url'>(content.url === null ? 'file' : 'url');
  const choose = (next: 'file' | 'url') => {
    setSource(next);
    const none = { file: null, captions: null, poster: null, duration_seconds: null };
    onChange({ ...content, ...none, url: next === 'url' ? '' : null });
  };
  const chooseFile = async (file: CourseFile | null) => {
    onChange({ ...content, file: file?.name ?? null, duration_seconds: null });
    const seconds = file ? await lengthOf(file.url) : null;
    if (seconds !== null) onChange({ ...latest.current, duration_seconds: seconds });
  };
  return (
    <Stack gap="md">
      <SegmentedControl
        className={classes.start}
        aria-label={t('editor.video.source')}
        data={[
          { value: 'file', label: t('editor.video.own') },
          { value: 'url', label: t('editor.video.address') },
        ]}
        value={source}
        onChange={(next) => choose(next as 'file' | 'url')}
      />
      {source === 'url' ? (
        <TextInput
          label={t('editor.video.url')}
          description={t('editor.video.url_why')}
          placeholder="https://"
          inputMode="url"
          maxLength={2000}
          data-field="url"
          value={content.url ?? ''}
          onChange={({ currentTarget: { value } }) => onChange({ ...content, url: value })}
        />
      ) : (
        <>
          <FileField
            label={t('editor.video.file')}
            accepts="video/"
            value={content.file}
            field="file"
            onChange={(file) => void chooseFile(file)}
          />
          <FileField
            label={t('editor.video.captions')}
            description={t('editor.video.captions_why')}
            accepts="text/"
            pick=".vtt"
            value={content.captions}
            field="captions"
            onChange={(file) => onChange({ ...content, captions: file?.name ?? null })}
          />
          <FileField
            label={t('editor.video.poster')}
            accepts="image/"
            value={content.poster}
            field="poster"
            onChange={(file) => onChange({ ...content, poster: file?.name ?? null })}
          />
        </>
      )}
      <Transcript value={content.transcript} onChange={(transcript) => onChange({ ...content, transcript })} />
    </Stack>
  );
}

/** A recording, with what is said in it. */
export function AudioFields({ content, onChange }: ContentFields<'audio'>) {
  const { t } = useTranslation('courses');
  return (
    <Stack gap="md">
      <FileField
        label={t('editor.audio.file')}
        accepts="audio/"
        value={content.file}
        field="file"
        onChange={(file) => onChange({ ...content, file: file?.name ?? '' })}
      />
      <Transcript value={content.transcript} onChange={(transcript) => onChange({ ...content, transcript })} />
    </Stack>
  );
}

function Transcript({ value, onChange }: { value: string | null; onChange: (text: string | null) => void }) {
  const { t } = useTranslation('courses');
  return (
    <Textarea
      label={t('editor.transcript')}
      description={t('editor.transcript_why')}
      autosize
      minRows={2}
      maxRows={10}
      maxLength={50_000}
      data-field="transcript"
      value={value ?? ''}
      onChange={({ currentTarget }) => onChange(orNull(currentTarget.value))}
    />
  );
}

/** A file to download. */
export function FileFields({ content, onChange }: ContentFields<'file'>) {
  const { t } = useTranslation('courses');
  return (
    <FileField
      label={t('editor.file.file')}
      value={content.file}
      field="file"
      onChange={(file) => onChange({ ...content, file: file?.name ?? '', bytes: file?.bytes ?? 0 })}
    />
  );
}
