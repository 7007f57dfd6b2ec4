import { Anchor, Text } from '@mantine/core';
import { IconStairsUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { signal, useLessonSignal } from '@/platform/lesson/signals';
import type { Block } from '../api';
import type { WayBack } from './WayBack';

type Needed = NonNullable<Block['prerequisite']>;

interface PrerequisiteProps {
  lessonId: string;
  blockId: string;
  blockTitle: string;
  prerequisite: Needed;
}

/** What a block builds on, and the way there, which knows the way back. */
export function Prerequisite({ lessonId, blockId, blockTitle, prerequisite }: PrerequisiteProps) {
  const { t } = useTranslation('learning');
  const navigate = useNavigate();
  const to = addressOf(prerequisite);
  const back: WayBack = { to: `/lessons/${lessonId}#block-${blockId}`, title: blockTitle };
  const report = () =>
    signal({ type: 'help_opened', kind: 'prerequisite', lessonId, blockId, questionId: null, step: 1, total: 1 });

  useLessonSignal('open_help', (asked) => {
    if (asked.kind !== 'prerequisite' || asked.blockId !== blockId) return;
    report();
    void navigate(to, { state: { back } });
  });

  return (
    <Text size="sm" mb="md">
      <IconStairsUp size={17} aria-hidden style={{ verticalAlign: '-3px' }} />{' '}
      <Anchor component={Link} to={to} state={{ back }} onClick={report}>
        {t('prerequisite.link', { title: prerequisite.title })}
      </Anchor>
    </Text>
  );
}

function addressOf({ lesson_id: lessonId, block_id: blockId }: Needed): string {
  return `/lessons/${lessonId}${blockId ? `#block-${blockId}` : ''}`;
}
