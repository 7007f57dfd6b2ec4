import { Button, Collapse } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileText } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { RichText } from '../RichText';
import classes from './Media.module.css';

/** What is said in a recording or a video, folded until it is asked for. */
export function Transcript({ html }: { html: string | null }) {
  const { t } = useTranslation('learning');
  const id = useId();
  const [opened, { toggle }] = useDisclosure(false);
  if (html === null) return null;
  return (
    <div>
      <Button
        mt="sm"
        size="compact-md"
        variant="subtle"
        color="gray"
        leftSection={<IconFileText size={17} aria-hidden />}
        aria-expanded={opened}
        aria-controls={id}
        onClick={toggle}
      >
        {opened ? t('transcript.hide') : t('transcript.show')}
      </Button>
      <Collapse expanded={opened} id={id}>
        <div className={classes.transcript}>
          <RichText html={html} />
        </div>
      </Collapse>
    </div>
  );
}
