import { Text, VisuallyHidden } from '@mantine/core';
import { useContext, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { BLOCK_KINDS } from '../draft/newBlocks';
import { EditorContext } from '../lesson/editorContext';
import type { BlockKind } from '../types';
import { FORMATS, type Format, insertParagraph } from './formatting';
import type { SlashWords } from './slashMenu';
import { Toolbar } from './Toolbar';
import { useCodeMirror } from './useCodeMirror';
import classes from './MarkdownField.module.css';

interface MarkdownFieldProps {
  label: string;
  /** Not shown where the place says what it is. */
  hideLabel?: boolean;
  value: string;
  onChange: (text: string) => void;
  placeholder?: string;
  description?: string;
  /** A name by which problems find the field. */
  field?: string;
  /** A block's own text: its tools are always there, and `/` adds blocks. */
  onBlock?: (kind: BlockKind) => void;
}

/** A text in Markdown, with tools, images and, for a block's own text, a menu at `/`. */
export function MarkdownField(props: MarkdownFieldProps) {
  const { label, hideLabel = false, value, onChange, placeholder, description, field, onBlock } = props;
  const { t } = useTranslation('courses');
  const id = useId();
  const { language, storeImages } = useContext(EditorContext);
  const picker = useRef<HTMLInputElement>(null);
  const words = useWords();
  const isMain = onBlock !== undefined;
  const { host, view } = useCodeMirror({
    value,
    placeholder,
    onChange,
    onImages: storeImages,
    menu: onBlock && { words, onBlock },
    attributes: {
      'aria-labelledby': `${id}-label`,
      ...(description ? { 'aria-describedby': `${id}-description` } : {}),
      ...(field ? { 'data-field': field } : {}),
      ...contentAttributes(language),
    },
  });
  const insertImages = async (files: File[]) => {
    const text = await storeImages(files);
    if (view && text) view.dispatch(view.state.update(insertParagraph(view.state, text)));
    view?.focus();
  };

  const tools = <Toolbar view={view} label={label} onImage={() => picker.current?.click()} />;
  return (
    <div>
      {hideLabel ? (
        <VisuallyHidden id={`${id}-label`}>{label}</VisuallyHidden>
      ) : (
        <Text id={`${id}-label`} size="sm" fw={500} mb={4}>
          {label}
        </Text>
      )}
      {description ? (
        <Text id={`${id}-description`} size="xs" c="dimmed" mb={6}>
          {description}
        </Text>
      ) : null}
      <div className={classes.field} data-quiet={!isMain}>
        {isMain ? tools : null}
        <div ref={host} className={classes.host} data-roomy={isMain} />
        {isMain ? null : tools}
      </div>
      <input
        ref={picker}
        type="file"
        accept="image/*"
        multiple
        hidden
        aria-label={t('editor.text.image')}
        onChange={({ currentTarget }) => {
          void insertImages([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
    </div>
  );
}

function useWords(): SlashWords {
  const { t } = useTranslation('courses');
  return {
    blocks: BLOCK_KINDS.map((kind) => ({ kind, label: t(`editor.kinds.${kind}`) })),
    formats: Object.fromEntries(FORMATS.map((kind) => [kind, t(`editor.text.${kind}`)])) as Record<Format, string>,
    newBlock: t('editor.slash.block'),
    here: t('editor.slash.here'),
  };
}
