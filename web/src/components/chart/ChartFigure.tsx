import { Button, Group } from '@mantine/core';
import { IconDownload, IconPhoto } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from './Chart';
import type { TableTwin } from './ChartTable';
import { fileName, pictureOf, saveFile, toCsv } from './downloads';
import type { BuildOption } from './useChart';

interface ChartFigureProps {
  title: string;
  summary: string;
  build: BuildOption;
  table: TableTwin;
  height: number;
  /** What the files are called; the title if not given. */
  file?: string;
}

/** A chart whose figures can be taken along, as a table or as a picture. */
export function ChartFigure({ file, ...chart }: ChartFigureProps) {
  const { t } = useTranslation('app');
  const figure = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  const name = file ?? chart.title;

  const savePicture = async () => {
    const drawing = figure.current?.querySelector('svg');
    setFailed(false);
    try {
      if (!(drawing instanceof SVGSVGElement)) throw new Error('No chart is drawn.');
      saveFile(await pictureOf(drawing), fileName(name, 'png'));
    } catch {
      setFailed(true);
    }
  };
  return (
    <div>
      <div ref={figure}>
        <Chart {...chart} />
      </div>
      <Group gap="xs" data-print="none">
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => saveFile(new Blob([toCsv(chart.table)], { type: 'text/csv' }), fileName(name, 'csv'))}
        >
          {t('chart.csv')}
        </Button>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPhoto size={16} aria-hidden />}
          onClick={() => void savePicture()}
        >
          {t('chart.png')}
        </Button>
        <span role="status">{failed ? t('chart.png_failed') : ''}</span>
      </Group>
    </div>
  );
}
