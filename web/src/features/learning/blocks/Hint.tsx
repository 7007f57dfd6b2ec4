import { Button, Collapse, Paper, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBulb } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useLessonSignal } from '@/app/lessonActivity';
import { useContentLanguage } from '../contentLanguage';
import classes from './BlockFrame.module.css';

/** A hint that opens on request; support may open it on the student's word. */
export function Hint({ blockId, text }: { blockId: string; text: string }) {
  const { t } = useTranslation('learning');
  const lang = useContentLanguage();
  const id = useId();
  const [opened, { toggle, open }] = useDisclosure(false);

  useLessonSignal('open_hint', (event) => {
    if (event.blockId !== blockId) return;
    open();
    document.getElementById(`${id}-button`)?.focus();
  });

  return (
    <div className={classes.hint}>
      <Button
        id={`${id}-button`} size="sm" variant="light" color="apricot" leftSection={<IconBulb size={18} aria-hidden />}
        aria-expanded={opened} aria-controls={id} onClick={toggle}
      >
        {opened ? t('hint.hide') : t('hint.show')}
      </Button>
      <Collapse expanded={opened} id={id}>
        <Paper p="md" mt="sm" radius="md" bg="var(--surface-warm)"><Text lang={lang}>{text}</Text></Paper>
      </Collapse>
    </div>
  );
}
