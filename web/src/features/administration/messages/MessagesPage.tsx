import { Anchor, Badge, Button, Text } from '@mantine/core';
import { IconMessageOff, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { Page } from '@/components/Page';
import { Pages } from '@/components/Pages';
import { StackedTable } from '@/components/StackedTable';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { TutorWordsCard } from '../tutor-words/TutorWordsCard';
import { useLibrary, type Language, type Library, type LibraryMessage } from './api';
import { Effect } from './Effect';
import {
  filterMessages,
  pageOf,
  readFilter,
  statusOf,
  STATUS_COLOURS,
  textIn,
  writeFilter,
  type MessageFilter,
} from './filter';
import { MessageFilters } from './MessageFilters';

const COLUMNS = ['text', 'cause', 'strategy', 'effect', 'status'] as const;

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
      <TutorWordsCard />
      <QueryState query={library} errorTitle={t('messages.not_loaded')}>
        {(data) => <Messages library={data} />}
      </QueryState>
    </Page>
  );
}

function Messages({ library }: { library: Library }) {
  const { t, i18n } = useTranslation('administration');
  const own = library.languages.find((language) => language === i18n.language) ?? library.languages[0]!;
  const [parameters, setParameters] = useSearchParams();
  const filter = readFilter(parameters, library, own);
  // In the address: it survives a reload and the way to a message and back. Any change but paging starts on page 1.
  const change = (to: Partial<MessageFilter>) =>
    setParameters(writeFilter({ ...filter, page: 1, ...to }, own), { replace: true });
  const found = filterMessages(library.messages, filter);
  const { entries, page, pages } = pageOf(found, filter.page);
  return (
    <>
      <MessageFilters library={library} filter={filter} onChange={change} />
      <Text size="sm" c="dimmed" mb="sm" role="status">
        {t('messages.total', { count: found.length })} · {t('messages.effect.hidden_under', { count: library.k })}
      </Text>
      {found.length === 0 ? (
        <EmptyState icon={IconMessageOff} title={t('messages.none')} />
      ) : (
        <>
          <MessageTable messages={entries} language={filter.language} />
          <Pages
            page={page}
            pages={pages}
            total={t('messages.total', { count: found.length })}
            onChange={(to) => {
              change({ page: to });
              window.scrollTo({ top: 0 });
            }}
          />
        </>
      )}
    </>
  );
}

function MessageTable({ messages, language }: { messages: readonly LibraryMessage[]; language: Language }) {
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
            <MessageLink key="text" message={message} language={language} />,
            t(`messages.causes.${message.cause}`),
            t(`messages.strategies.${message.strategy}`),
            <Effect key="effect" effect={message.effect} k={null} />,
            <Badge key="status" variant="light" color={STATUS_COLOURS[status]}>
              {t(`messages.statuses.${status}`)}
            </Badge>,
          ],
        };
      })}
    />
  );
}

/** The words, in another language where a tutor has written only that one, and the course that they are for. */
function MessageLink({ message, language }: { message: LibraryMessage; language: Language }) {
  const written = textIn(message, language) === '' ? otherLanguage(message) : language;
  return (
    <div>
      <Anchor component={Link} to={`/admin/support-messages/${message.id}`} lang={written} c="var(--ink)" fw={500}>
        {textIn(message, written)}
      </Anchor>
      {message.course_title ? (
        <Text size="sm" c="dimmed">
          {[message.course_title, message.block_title].filter(Boolean).join(' · ')}
        </Text>
      ) : null}
    </div>
  );
}

function otherLanguage({ texts }: LibraryMessage): Language {
  return Object.entries(texts).find(([, text]) => text !== '')![0] as Language;
}
