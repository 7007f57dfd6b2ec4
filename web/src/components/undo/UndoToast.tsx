import { Button, CloseButton, Text } from '@mantine/core';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useDock } from '@/platform/theme/docking';
import { commitUndo, currentUndo, holdUndo, resumeUndo, subscribeToUndo, takeBack } from './undoStore';
import classes from './UndoToast.module.css';

/** The one place on the screen that says what was just done and takes it back. */
export function UndoToast() {
  const { t } = useTranslation('app');
  const pending = useSyncExternalStore(subscribeToUndo, currentUndo);

  const region = useRef<HTMLDivElement>(null);
  useDock('undo', region);

  useEffect(() => {
    window.addEventListener('pagehide', commitUndo);
    return () => window.removeEventListener('pagehide', commitUndo);
  }, []);

  return (
    <div ref={region} role="status" aria-live="polite" className={classes.region} data-screen-only>
      {pending ? (
        <div
          className={classes.toast}
          onMouseEnter={holdUndo}
          onMouseLeave={resumeUndo}
          onFocus={holdUndo}
          onBlur={resumeUndo}
        >
          <Text size="sm" flex={1}>
            {pending.message}
          </Text>
          <Button size="compact-sm" variant="default" onClick={takeBack}>
            {t('undo')}
          </Button>
          <CloseButton aria-label={t('close')} onClick={commitUndo} />
        </div>
      ) : null}
    </div>
  );
}
