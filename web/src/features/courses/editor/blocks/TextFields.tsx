import { Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MarkdownField } from '../text/MarkdownField';
import type { BlockKind, Contents } from '../types';
import type { ContentFields } from './fields';
import classes from './Fields.module.css';

/** The text of a block; `/` adds other blocks below it. */
export function MarkdownFields({
  content,
  onChange,
  onBlock,
}: ContentFields<'markdown'> & { onBlock: (kind: BlockKind) => void }) {
  const { t } = useTranslation('courses');
  return (
    <MarkdownField
      label={t('editor.markdown.label')}
      hideLabel
      field="text"
      placeholder={t('editor.markdown.placeholder')}
      value={content.text}
      onBlock={onBlock}
      onChange={(text) => onChange({ text })}
    />
  );
}

const TONES: readonly Contents['callout']['tone'][] = ['note', 'tip', 'warning', 'important'];

/** A text that is set off from the others. */
export function CalloutFields({ content, onChange }: ContentFields<'callout'>) {
  const { t } = useTranslation('courses');
  return (
    <Stack gap="md">
      <Select
        label={t('editor.callout.tone')}
        data={TONES.map((value) => ({ value, label: t(`editor.callout.tones.${value}`) }))}
        value={content.tone}
        allowDeselect={false}
        maw="16rem"
        data-field="tone"
        onChange={(tone) => onChange({ ...content, tone: (tone ?? 'note') as typeof content.tone })}
      />
      <MarkdownField
        label={t('editor.callout.text')}
        field="text"
        value={content.text}
        onChange={(text) => onChange({ ...content, text })}
      />
    </Stack>
  );
}

const LANGUAGES = ['text', 'python', 'js', 'ts', 'html', 'css', 'sql', 'bash', 'json', 'java', 'c', 'cpp', 'r'];

/** A program, as it is. */
export function CodeFields({ content, onChange }: ContentFields<'code'>) {
  const { t } = useTranslation('courses');
  return (
    <Stack gap="md">
      <Select
        label={t('editor.code.language')}
        data={[...new Set([...LANGUAGES, content.language])]}
        value={content.language}
        allowDeselect={false}
        maw="16rem"
        data-field="language"
        onChange={(language) => onChange({ ...content, language: language ?? 'text' })}
      />
      <Textarea
        className={classes.code}
        label={t('editor.code.text')}
        autosize
        minRows={4}
        maxRows={30}
        maxLength={50_000}
        dir="ltr"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        data-field="text"
        value={content.text}
        onChange={({ currentTarget: { value } }) => onChange({ ...content, text: value })}
      />
    </Stack>
  );
}

/** A page of another site. */
export function EmbedFields({ content, onChange }: ContentFields<'embed'>) {
  const { t } = useTranslation('courses');
  return (
    <Stack gap="md">
      <TextInput
        label={t('editor.embed.url')}
        description={t('editor.embed.url_why')}
        placeholder="https://"
        inputMode="url"
        maxLength={2000}
        data-field="url"
        value={content.url}
        onChange={({ currentTarget: { value } }) => onChange({ ...content, url: value })}
      />
      <TextInput
        label={t('editor.embed.title')}
        maxLength={200}
        data-field="title"
        value={content.title}
        onChange={({ currentTarget: { value } }) => onChange({ ...content, title: value })}
      />
    </Stack>
  );
}
