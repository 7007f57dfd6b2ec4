import { List, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from './api';
import classes from './Messages.module.css';

const LONGEST = 240;

interface LanguageFieldProps {
  language: Language;
  text: string;
  preview: string;
  findings: readonly string[];
  onChange: (text: string) => void;
}

/** One language of a message: its words, what is wrong with them, and how they look on a phone. */
export function LanguageField({ language, text, preview, findings, onChange }: LanguageFieldProps) {
  const { t } = useTranslation('administration');
  const name = t(`app:locales.${language}`);
  const findingsId = useId();
  return (
    <Stack gap="sm">
      <Textarea
        label={t('messages.editor.text', { language: name })}
        description={t('messages.editor.length', { count: text.length, most: LONGEST })}
        lang={language}
        autosize
        minRows={4}
        maxRows={10}
        maxLength={600}
        value={text}
        error={findings.length > 0}
        aria-describedby={findingsId}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div id={findingsId} role="status">
        {findings.length > 0 ? (
          <List size="sm" spacing={4} icon={<IconAlertTriangle size={16} color="var(--danger-ink)" aria-hidden />}>
            {findings.map((finding) => (
              <List.Item key={finding}>{finding}</List.Item>
            ))}
          </List>
        ) : null}
      </div>
      <figure className={classes.phone}>
        <figcaption>
          <Text size="xs" c="dimmed" mb={6}>
            {t('messages.editor.preview', { language: name })}
          </Text>
        </figcaption>
        <div className={classes.toast} lang={language}>
          <Text style={{ overflowWrap: 'anywhere' }}>{preview || '…'}</Text>
        </div>
      </figure>
    </Stack>
  );
}
