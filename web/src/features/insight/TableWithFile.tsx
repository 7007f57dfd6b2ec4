import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ChartTable, type TableTwin } from '@/components/chart/ChartTable';
import { fileName, saveFile, toCsv } from '@/components/chart/downloads';

interface TableWithFileProps {
  title: string;
  table: TableTwin;
  /** What the file is called, where the title alone would stand for several. */
  name?: string;
}

/** A table below a heading of the same title, and the same as a file. */
export function TableWithFile({ title, table, name = title }: TableWithFileProps) {
  const { t } = useTranslation('insight');
  return (
    <>
      <ChartTable caption={title} headed {...table} />
      <Button
        variant="subtle"
        size="compact-sm"
        mt="xs"
        style={{ alignSelf: 'flex-start' }}
        data-print="none"
        leftSection={<IconDownload size={16} aria-hidden />}
        onClick={() => saveFile(new Blob([toCsv(table)], { type: 'text/csv' }), fileName(name, 'csv'))}
      >
        {t('figures.csv')}
      </Button>
    </>
  );
}
