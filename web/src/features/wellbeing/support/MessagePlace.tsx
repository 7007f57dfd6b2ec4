import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useOpenLesson } from '@/platform/lesson/openLesson';
import type { SupportMessage } from '../api';
import { goToBlock } from '../lesson/goToBlock';

/** Which block a message is about, and the way there. */
export function MessagePlace({ message: { lesson_id: lessonId, block_id: blockId } }: { message: SupportMessage }) {
  const { t } = useTranslation('wellbeing');
  const navigate = useNavigate();
  const block = useOpenLesson(lessonId ?? '')?.blocks.find(({ id }) => id === blockId);
  if (!lessonId || !block) return null;
  const place = block.name ?? t(`lesson_timeline.kinds.${block.kind}`, { position: block.position });
  return (
    <Text size="sm" c="dimmed">
      {t('support.about')}{' '}
      <Anchor component="button" type="button" size="sm" onClick={() => goToBlock(lessonId, blockId, navigate)}>
        {place}
      </Anchor>
    </Text>
  );
}
