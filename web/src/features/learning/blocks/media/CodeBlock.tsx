import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { RichText } from '../RichText';
import type { ShownCode } from './shown';
import classes from './Media.module.css';

/** A program with its colours, to copy. */
export function CodeBlock({ code: { language, html, text } }: { code: ShownCode }) {
  const { t } = useTranslation('learning');
  return (
    <div className={classes.code}>
      <div className={classes.codeHead} dir="ltr">
        <span>{language}</span>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
              onClick={copy}
            >
              <span aria-live="polite">{copied ? t('code.copied') : t('code.copy')}</span>
            </Button>
          )}
        </CopyButton>
      </div>
      <RichText html={html} />
    </div>
  );
}
