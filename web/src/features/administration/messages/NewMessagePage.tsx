import { Anchor, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate } from 'react-router';
import { Page } from '@/components/Page';
import { QueryState } from '@/components/state/QueryState';
import { useAddMessage, useLibrary, type Library, type Texts } from './api';
import { KindFields, type Kind } from './KindFields';
import { MessageEditor, type MessageWords } from './MessageEditor';

/** A message of the institution's own: for which cause, which help it offers, and its words in every language. */
export function NewMessagePage() {
  const { t } = useTranslation('administration');
  const library = useLibrary();
  return (
    <Page
      title={t('messages.add.title')}
      lead={t('messages.add.lead')}
      width="wide"
      trail={
        <Anchor component={Link} to="/admin/support-messages" c="dimmed">
          {t('messages.title')}
        </Anchor>
      }
    >
      <QueryState query={library} errorTitle={t('messages.not_loaded')}>
        {(data) => <NewMessage library={data} />}
      </QueryState>
    </Page>
  );
}

function NewMessage({ library }: { library: Library }) {
  const { t } = useTranslation('administration');
  const add = useAddMessage();
  const [kind, setKind] = useState<Kind>({ cause: library.causes[0]!, strategy: 'plan_step', style: 'warm' });
  const [empty] = useState<MessageWords>(() => ({
    texts: Object.fromEntries(library.languages.map((language) => [language, ''])) as Texts,
    needs: [],
  }));
  if (add.data) return <Navigate to={`/admin/support-messages/${add.data.id}`} replace />;
  return (
    <Stack gap="lg">
      <KindFields library={library} kind={kind} onChange={setKind} />
      <MessageEditor
        library={library}
        cause={kind.cause}
        strategy={kind.strategy}
        messageStyle={kind.style}
        initial={empty}
        saving={add.isPending}
        error={add.error}
        saveLabel={t('messages.add.save')}
        onSave={(words) => add.mutate({ ...kind, ...words })}
      />
    </Stack>
  );
}
