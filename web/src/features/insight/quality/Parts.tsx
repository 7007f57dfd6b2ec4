import { Card, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TableWithFile } from '../TableWithFile';
import { cellOf, cellsOf, type Cell, type Period } from './api';
import { useQualityFormats } from './formats';

const KNOWN = { source: ['on_device', 'server'], image: ['good', 'weak'] } as const;

/** Models, then where the reading was made, then the image; what is hidden stands there as hidden. */
function partsOf(period: Period): Cell[] {
  const nothing = { agreement: null, corrected: null, readable: null };
  const known = (['source', 'image'] as const).flatMap((division) =>
    KNOWN[division].map((value) => cellOf(period, division, value) ?? { division, value, ...nothing }),
  );
  return [...cellsOf(period, 'all'), ...cellsOf(period, 'model'), ...known];
}

/** The same by model, by where the reading is made, and by image: as far as it is known. */
export function Parts({ period }: { period: Period }) {
  const { t } = useTranslation('insight');
  const { part, share, range, atLeast } = useQualityFormats();
  const title = t('quality.parts.title');
  const table = {
    columns: ['part', 'same', 'interval', 'moments', 'learners', 'coverage', 'abstained', 'read_learners'].map(
      (column) => t(`quality.columns.${column}`),
    ),
    rows: partsOf(period).map((cell) => {
      const { division, agreement, readable } = cell;
      const time = (figure?: Parameters<typeof share>[0]) =>
        division === 'image' ? t('quality.parts.not_divided') : share(figure);
      return [
        part(cell),
        share(agreement?.share),
        range(agreement?.share),
        atLeast(agreement?.moments),
        atLeast(agreement?.learners),
        time(readable?.coverage),
        time(readable?.abstained),
        atLeast(readable?.learners),
      ];
    }),
  };
  return (
    <Card padding="lg">
      <Title order={2} size="h3" mb={4}>
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm" maw="75ch">
        {t('quality.parts.lead', { k: period.k })}
      </Text>
      <TableWithFile title={title} table={table} name={`${title} ${period.began_on}`} />
    </Card>
  );
}
