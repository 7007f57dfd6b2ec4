import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Prints the page, itself left out. */
export function PrintButton() {
  const { t } = useTranslation('insight');
  return (
    <Button
      variant="default"
      leftSection={<IconPrinter size={18} aria-hidden />}
      data-print="none"
      onClick={() => window.print()}
    >
      {t('figures.print')}
    </Button>
  );
}
