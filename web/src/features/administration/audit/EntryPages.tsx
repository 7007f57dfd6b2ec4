import { Button, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconChevronsLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDates } from '@/platform/i18n/dates';
import type { AuditLog } from './api';
import type { AuditFilter } from './filter';

interface EntryPagesProps {
  log: AuditLog;
  atNewest: boolean;
  onTurn: (place: Pick<AuditFilter, 'before' | 'after'>) => void;
}

/** How much there is, and the way to older entries and back. */
export function EntryPages({ log, atNewest, onTurn }: EntryPagesProps) {
  const { t } = useTranslation('administration');
  const { older, newer, searched_back_to: stopped } = log;
  return (
    <Group component="nav" aria-label={t('audit.pages.name')} justify="space-between" mt="md" gap="md">
      <Text size="sm" c="dimmed">
        <Extent log={log} />
      </Text>
      <Group gap="xs">
        {atNewest ? null : (
          <Button variant="default" leftSection={<IconChevronsLeft aria-hidden size={18} />} onClick={() => onTurn({})}>
            {t('audit.pages.newest')}
          </Button>
        )}
        {newer === null ? null : (
          <Button
            variant="default"
            leftSection={<IconChevronLeft aria-hidden size={18} />}
            onClick={() => onTurn({ after: newer })}
          >
            {t('audit.pages.newer')}
          </Button>
        )}
        {older === null ? null : (
          <Button
            variant="default"
            rightSection={<IconChevronRight aria-hidden size={18} />}
            onClick={() => onTurn({ before: older })}
          >
            {t(stopped === null ? 'audit.pages.older' : 'audit.pages.search_on')}
          </Button>
        )}
      </Group>
    </Group>
  );
}

function Extent({ log: { count, more_than_counted: more, searched_back_to: stopped } }: { log: AuditLog }) {
  const { t } = useTranslation('administration');
  const { dateTime } = useDates();
  if (stopped !== null) return t('audit.pages.searched', { when: dateTime(stopped) });
  if (count === null) return null;
  return more ? t('audit.pages.more_than', { number: count }) : t('audit.total', { count });
}
