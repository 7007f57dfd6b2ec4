import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';

/** Where a student came from to read up on something. */
export interface WayBack {
  to: string;
  title: string;
}

/** The way back for who followed "This builds on …", at the block that it led to, or at the lesson (`blockId` null). */
export function WayBackLink({ blockId }: { blockId: string | null }) {
  const { t } = useTranslation('learning');
  const { hash, state } = useLocation();
  const back = wayBackIn(state);
  if (!back || hash !== (blockId === null ? '' : `#block-${blockId}`)) return null;
  return (
    <div>
      <Button
        component={Link}
        to={back.to}
        my="sm"
        size="sm"
        variant="light"
        leftSection={<IconArrowBackUp size={18} aria-hidden />}
      >
        {t('prerequisite.back', { title: back.title })}
      </Button>
    </div>
  );
}

/** The history of a browser may hold anything. */
function wayBackIn(state: unknown): WayBack | null {
  const back: unknown = typeof state === 'object' && state !== null && 'back' in state ? state.back : null;
  if (typeof back !== 'object' || back === null || !('to' in back) || !('title' in back)) return null;
  return typeof back.to === 'string' && typeof back.title === 'string' ? { to: back.to, title: back.title } : null;
}
