import { Button } from '@mantine/core';
import { IconPresentation } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '@/components/on-demand/lazyPart';

const StartDialog = lazyPart(async () => (await import('./StartDialog')).StartDialog);

interface StartClassProps {
  courseId: string;
  course: string;
  /** Beside a button that matters more. */
  quiet?: boolean;
}

/** Begin a class in a course: one tap here, one in the dialog. */
export function StartClass({ courseId, course, quiet = false }: StartClassProps) {
  const { t } = useTranslation('live-class');
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        variant={quiet ? 'default' : 'filled'}
        leftSection={<IconPresentation aria-hidden size={18} />}
        aria-label={t('hold.start_course', { course })}
        onClick={() => setOpened(true)}
      >
        {t('hold.start')}
      </Button>
      {opened ? <StartDialog courseId={courseId} onClose={() => setOpened(false)} /> : null}
    </>
  );
}
