import { Button, Card, Group, Text } from '@mantine/core';
import { IconDownload, IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/platform/api/client';
import { useLocale } from '@/platform/i18n/locale';
import { useProgress } from '../progress/ProgressProvider';

interface BlockIds {
  lessonId: string;
  blockId: string;
}

/** Bytes as people say them: "1.4 MB". */
export function formatBytes(bytes: number, locale: string): string {
  const [amount, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(amount);
}

/** A file to download; opening it completes the block. */
export function FileBlock({ lessonId, blockId, file }: BlockIds & { file: NonNullable<Schemas['BlockOut']['file']> }) {
  const { t } = useTranslation('learning');
  const locale = useLocale();
  const { record } = useProgress();
  return (
    <Card>
      <Group justify="space-between">
        <div>
          <Text fw={600} dir="auto">
            {file.name}
          </Text>
          <Text size="sm" c="dimmed">
            {formatBytes(file.bytes, locale)}
          </Text>
        </div>
        <Button
          component="a"
          href={file.url}
          download={file.name}
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
          onClick={() => record({ lessonId, blockId, status: 'completed' })}
        >
          {t('file.download')}
        </Button>
      </Group>
    </Card>
  );
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
