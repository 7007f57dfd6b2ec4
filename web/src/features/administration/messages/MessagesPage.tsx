import { Anchor, Badge, Button, Text } from '@mantine/core';
import { IconMessageOff, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { affectKey } from '@/components/affect';
import { Page } from '@/components/Page';
import { StackedTable } from '@/components/StackedTable';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { useLibrary, type Language, type Library } from './api';
import { Effect } from './Effect';
import { filterMessages, statusOf, textIn, type MessageFilter, type MessageStatus } from './filter';
import { MessageFilters } from './MessageFilters';

const COLUMNS = ['text', 'state', 'strategy', 'effect', 'status'] as const;
const COLORS: Record<MessageStatus, string> = { shipped: 'gray', changed: 'pine', own: 'pine', off: 'apricot' };

/** Everything that support may say: find, read how it was received, change. */
export function MessagesPage() {
  const { t } = useTranslation('administration');
  const library = useLibrary();
  return (
    <Page
      title={t('messages.title')}
      lead={t('messages.lead')}
      width="wide"
      actions={
        <Button component={Link} to="/admin/support-messages/new" leftSection={<IconPlus aria-hidden size={18} />}>
          {t('messages.add.open')}
        </Button>
      }
    >
      <QueryState query={library} errorTitle={t('messages.not_loaded')}>
        {(data) => <Messages library={data} />}
      </QueryState>
    </Page>
  );
}

function Messages({ library }: { library: Library }) {
  const { t, i18n } = useTranslation('administration');
  const own = library.languages.find((language) => language === i18n.language) ?? library.languages[0]!;
  const [filter, setFilter] = useState<MessageFilter>({
    query: '',
    state: '',
    strategy: '',
    status: '',
    language: own,
  });
  const found = filterMessages(library.messages, filter);
  return (
    <>
      <MessageFilters library={library} filter={filter} onChange={setFilter} />
      <Text size="sm" c="dimmed" mb="sm" role="status">
        {t('messages.total', { count: found.length })} · {t('messages.effect.hidden_under', { count: library.k })}
      </Text>
      {found.length === 0 ? (
        <EmptyState icon={IconMessageOff} title={t('messages.none')} />
      ) : (
        <MessageTable messages={found} language={filter.language} />
      )}
    </>
  );
}

function MessageTable({ messages, language }: { messages: Library['messages']; language: Language }) {
  const { t } = useTranslation('administration');
  return (
    <StackedTable
      label={t('messages.title')}
      columns={COLUMNS.map((column) => t(`messages.columns.${column}`))}
      tracks="minmax(18rem, 4fr) 1.1fr 1.2fr 1.6fr 1fr"
      rows={messages.map((message) => {
        const status = statusOf(message);
        return {
          key: message.id,
          cells: [
            <Anchor
              key="text"
              component={Link}
              to={`/admin/support-messages/${message.id}`}
              lang={language}
              c="var(--ink)"
              fw={500}
            >
              {textIn(message, language)}
            </Anchor>,
            t(affectKey(message.state)),
            t(`messages.strategies.${message.strategy}`),
            <Effect key="effect" effect={message.effect} k={null} />,
            <Badge key="status" variant="light" color={COLORS[status]}>
              {t(`messages.statuses.${status}`)}
            </Badge>,
          ],
        };
      })}
    />
  );
}
