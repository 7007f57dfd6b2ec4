import { Button, Card, Group, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/platform/api/client';
import { useProgress } from '../progress/ProgressProvider';

interface BlockIds {
  lessonId: string;
  blockId: string;
}

/** A page of another site. It opens in its own tab, so that it learns nothing about the student's lesson. */
export function EmbedBlock({
  lessonId,
  blockId,
  embed,
}: BlockIds & { embed: NonNullable<Schemas['BlockOut']['embed']> }) {
  const { t } = useTranslation('learning');
  const { record } = useProgress();
  return (
    <Card>
      <Group justify="space-between">
        <div>
          <Text fw={600} dir="auto">
            {embed.title}
          </Text>
          <Text size="sm" c="dimmed">
            {new URL(embed.url).host}
          </Text>
        </div>
        <Button
          component="a"
          href={embed.url}
          target="_blank"
          rel="noreferrer"
          variant="default"
          leftSection={<IconExternalLink size={18} aria-hidden />}
          onClick={() => record({ lessonId, blockId, status: 'completed' })}
        >
          {t('embed.open')}
        </Button>
      </Group>
    </Card>
  );
}
