import { Button, Group } from '@mantine/core';
import { IconFileTypeCsv, IconPhoto, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableTwin } from '@/components/chart/ChartTable';
import { fileName, pictureOf, saveFile, toCsv } from '@/components/chart/downloads';

/** The chart of the page as an image. */
async function chartAsPng(): Promise<Blob> {
  const drawing = document.querySelector<SVGSVGElement>('figure [role="img"] svg');
  if (!drawing) throw new Error('There is no chart on this page.');
  return pictureOf(drawing);
}

/** The figures as they are shown, to take along: hidden ones stay hidden. */
export function ExportButtons({ name, table }: { name: string; table: TableTwin }) {
  const { t } = useTranslation('insight');
  const [failed, setFailed] = useState(false);
  const savePng = () =>
    chartAsPng().then(
      (image) => {
        setFailed(false);
        saveFile(image, fileName(name, 'png'));
      },
      () => setFailed(true),
    );
  return (
    <Group gap="xs" data-screen-only>
      <Button
        variant="default"
        leftSection={<IconFileTypeCsv aria-hidden size={18} />}
        onClick={() => saveFile(new Blob([toCsv(table)], { type: 'text/csv' }), fileName(name, 'csv'))}
      >
        {t('export.csv')}
      </Button>
      <Button variant="default" leftSection={<IconPhoto aria-hidden size={18} />} onClick={() => void savePng()}>
        {t('export.png')}
      </Button>
      <Button variant="default" leftSection={<IconPrinter aria-hidden size={18} />} onClick={() => window.print()}>
        {t('export.print')}
      </Button>
      {failed ? <span role="alert">{t('export.failed')}</span> : null}
    </Group>
  );
}
