import { Anchor, Button, Card, Group, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconDownload, IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/platform/api/client';
import { formatBytes } from '@/platform/i18n/bytes';
import { useLocale } from '@/platform/i18n/locale';
import { useProgress } from '../progress/ProgressProvider';
import { isPdf } from './ownWord';
import classes from './FileBlock.module.css';

/** What viewers are told: the page as wide as the frame, without a column of small ones. */
const AS_WIDE_AS_ITS_PLACE = '#view=FitH&navpanes=0';

interface FileBlockProps {
  lessonId: string;
  blockId: string;
  file: NonNullable<Schemas['BlockOut']['file']>;
}

/** A file to download, which completes the block; a PDF is shown in place by the browser's own viewer. */
export function FileBlock({ lessonId, blockId, file }: FileBlockProps) {
  const { t } = useTranslation('learning');
  const locale = useLocale();
  const { record } = useProgress();
  const done = () => record({ lessonId, blockId, status: 'completed' });
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
          onClick={done}
        >
          {t('file.download')}
        </Button>
      </Group>
      {isPdf(file) ? <Pdf file={file} onOpen={done} /> : null}
    </Card>
  );
}

/** On a screen that is wide enough, and where the browser has a viewer; else a link to the file in its own tab. */
function Pdf({ file, onOpen }: { file: FileBlockProps['file']; onOpen: () => void }) {
  const { t } = useTranslation('learning');
  const wide = useMediaQuery('(min-width: 48em)');
  if (wide === undefined) return null;
  if (wide && navigator.pdfViewerEnabled)
    return (
      // oxlint-disable-next-line react/iframe-missing-sandbox -- no viewer starts in one; the file's own policy bounds it
      <iframe src={`${file.url}${AS_WIDE_AS_ITS_PLACE}`} title={file.name} loading="lazy" className={classes.pdf} />
    );
  return (
    <Text size="sm" mt="sm">
      {wide ? `${t('file.no_viewer')} ` : null}
      <Anchor href={file.url} target="_blank" rel="noreferrer" onClick={onOpen}>
        {t('file.open')} <IconExternalLink size={15} aria-hidden />
      </Anchor>
    </Text>
  );
}
