import { Anchor, Group, NativeSelect, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate } from 'react-router';
import { affectKey } from '@/components/affect';
import { Page } from '@/components/Page';
import { QueryState } from '@/components/state/QueryState';
import { useAddMessage, useLibrary, type Library, type State, type Strategy, type Texts } from './api';
import { STRATEGIES } from './filter';
import { MessageEditor } from './MessageEditor';

/** A message of the institution's own: for which state, which help it offers, and its words in every language. */
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
  const [state, setState] = useState<State>(library.states[0]!);
  const [strategy, setStrategy] = useState<Strategy>('encouragement');
  const [empty] = useState(() => Object.fromEntries(library.languages.map((language) => [language, ''])) as Texts);
  if (add.data) return <Navigate to={`/admin/support-messages/${add.data.id}`} replace />;
  return (
    <Stack gap="lg">
      <Group gap="md" align="flex-end">
        <NativeSelect
          label={t('messages.filter.state')}
          value={state}
          data={library.states.map((value) => ({ value, label: t(affectKey(value)) }))}
          onChange={(event) => setState(event.currentTarget.value as State)}
        />
        <NativeSelect
          label={t('messages.filter.strategy')}
          value={strategy}
          data={STRATEGIES.map((value) => ({ value, label: t(`messages.strategies.${value}`) }))}
          onChange={(event) => setStrategy(event.currentTarget.value as Strategy)}
        />
      </Group>
      <MessageEditor
        languages={library.languages}
        variables={library.variables}
        state={state}
        strategy={strategy}
        initial={empty}
        saving={add.isPending}
        error={add.error}
        saveLabel={t('messages.add.save')}
        onSave={(texts) => add.mutate({ state, strategy, texts })}
      />
    </Stack>
  );
}
