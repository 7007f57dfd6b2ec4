import { Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCloudOff, IconPencil, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useErrorMessage } from '@/components/state/errorMessage';
import type { KeeperView } from '../draft/DraftKeeper';

const ICONS = {
  saved: IconCheck,
  changed: IconPencil,
  saving: IconRefresh,
  waiting: IconCloudOff,
  conflict: IconAlertTriangle,
  refused: IconAlertTriangle,
};

/** Whether what was written has arrived. It speaks when it has, or when it cannot; not at every letter. */
export function SaveIndicator({ view, onRetry }: { view: KeeperView; onRetry: () => void }) {
  const { t } = useTranslation('courses');
  const { describe } = useErrorMessage();
  const { state, kept, error } = view;
  const Icon = ICONS[state];
  const warns = state === 'waiting' || state === 'conflict' || state === 'refused';
  const words = () => {
    if (state === 'refused') return t('editor.save.refused', { reason: describe(error) });
    if (state === 'waiting') return t(kept ? 'editor.save.waiting' : 'editor.save.waiting_here');
    return t(`editor.save.${state}`);
  };
  return (
    <Group gap={6} wrap="nowrap" miw={0}>
      <Icon size={17} aria-hidden style={{ flex: 'none', color: warns ? 'var(--warm-ink)' : 'var(--ink-muted)' }} />
      <Text
        size="sm"
        c={warns ? 'var(--warm-ink)' : 'dimmed'}
        role="status"
        aria-live={state === 'changed' || state === 'saving' ? 'off' : 'polite'}
      >
        {words()}
      </Text>
      {state === 'waiting' || state === 'refused' ? (
        <Button size="compact-sm" variant="subtle" onClick={onRetry}>
          {t('app:error.retry')}
        </Button>
      ) : null}
    </Group>
  );
}
