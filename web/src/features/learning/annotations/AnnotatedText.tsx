import { ActionIcon, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import type { Annotation } from '../work/types';
import { segmentsOf } from './ranges';
import classes from './AnnotatedText.module.css';

interface AnnotatedTextProps {
  text: string;
  annotations: readonly Annotation[];
  lang?: string | undefined;
  /** The element whose text is exactly `text`, for who selects in it. */
  textRef?: Ref<HTMLDivElement>;
  label: string;
  /** Take a comment back; only for who writes them. */
  onRemove?: ((index: number) => void) | undefined;
}

/** A text with comments: the passages are marked and numbered, the comments stand beside them. */
export function AnnotatedText({ text, annotations, lang, textRef, label, onRemove }: AnnotatedTextProps) {
  const { t } = useTranslation('learning');
  const segments = segmentsOf(text, annotations);
  return (
    <div className={classes.columns} data-comments={annotations.length > 0}>
      <div
        ref={textRef}
        role="document"
        aria-label={label}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className={classes.text}
        {...contentAttributes(lang)}
      >
        {segments.map(({ text: part, start, comments }) => {
          const last = comments.at(-1);
          return last === undefined ? (
            <span key={start}>{part}</span>
          ) : (
            <mark key={start} data-number={endsHere(segments, start, last) ? last + 1 : undefined}>
              {part}
            </mark>
          );
        })}
      </div>
      {annotations.length > 0 ? (
        <ol className={classes.comments} aria-label={t('annotations.title')}>
          {annotations.map(({ comment, start, end }, index) => (
            <li key={`${String(start)} ${String(end)} ${comment}`} className={classes.comment}>
              <span className={classes.number} aria-hidden="true">
                {index + 1}
              </span>
              <div className={classes.what}>
                <Text size="sm" c="dimmed" lineClamp={2} {...contentAttributes(lang)}>
                  “{text.slice(start, end)}”
                </Text>
                <Text size="sm" className={classes.words} dir="auto">
                  {comment}
                </Text>
              </div>
              {onRemove ? (
                <ActionIcon
                  size={32}
                  variant="subtle"
                  color="gray"
                  aria-label={t('annotations.remove', { number: index + 1 })}
                  onClick={() => onRemove(index)}
                >
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              ) : null}
            </li>
          ))}
        </ol>
      ) : null}
    </div>
  );
}

/** Whether a comment does not go on after this stretch: there its number stands. */
function endsHere(segments: ReturnType<typeof segmentsOf>, start: number, comment: number): boolean {
  const index = segments.findIndex((segment) => segment.start === start);
  return !segments[index + 1]?.comments.includes(comment);
}
