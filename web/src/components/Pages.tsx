import { Group, Pagination, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface PagesProps {
  page: number;
  pages: number;
  /** What is counted, in words: "112 users". */
  total: string;
  onChange: (page: number) => void;
}

/** How much there is, and the way through it when it does not fit on one page. */
export function Pages({ page, pages, total, onChange }: PagesProps) {
  const { t } = useTranslation('app');
  return (
    <Group component="nav" aria-label={t('pages.name')} justify="space-between" mt="md">
      <Text size="sm" c="dimmed">
        {total}
      </Text>
      {pages > 1 ? (
        <Pagination
          value={page}
          total={pages}
          onChange={onChange}
          siblings={0}
          getItemProps={(number) => ({ 'aria-label': t('pages.page', { number }) })}
          getControlProps={(control) => ({ 'aria-label': t(`pages.${control}`) })}
        />
      ) : null}
    </Group>
  );
}
