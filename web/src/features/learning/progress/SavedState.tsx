import { Group } from '@mantine/core';
import { IconCloudCheck, IconCloudOff, IconCloudUp, IconCloudX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SteadyText } from '@/components/state/SteadyText';
import type { OutboxState } from '@/platform/outbox';
import { useUser } from '@/platform/session';
import { useProgress } from './ProgressProvider';

const SHOWN = {
  empty: { icon: IconCloudCheck, key: 'saved.empty' },
  sending: { icon: IconCloudUp, key: 'saved.sending' },
  waiting: { icon: IconCloudOff, key: 'saved.waiting' },
  refused: { icon: IconCloudX, key: 'saved.refused' },
} as const;
const COLOURS: Partial<Record<OutboxState, string>> = { waiting: 'var(--warm-ink)', refused: 'var(--danger-ink)' };

/** Whether everything the student did has reached the server. */
export function SavedState() {
  const { t } = useTranslation('learning');
  const { role } = useUser();
  const { state, kept } = useProgress();
  const { icon: Icon, key } = SHOWN[state];
  if (role !== 'student') return null;
  return (
    <Group gap={6} wrap="nowrap" flex="1 1 14rem" data-screen-only c={COLOURS[state]}>
      <Icon size={17} aria-hidden />
      <SteadyText
        room={(['empty', 'sending', 'waiting', 'waiting_here', 'refused'] as const).map((each) => t(`saved.${each}`))}
        color="inherit"
      >
        {t(state === 'waiting' && !kept ? 'saved.waiting_here' : key)}
      </SteadyText>
    </Group>
  );
}
