import { Anchor, Card, Stack, Text, TextInput } from '@mantine/core';
import { IconSearch, IconUserHeart } from '@tabler/icons-react';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { useSharers, type Sharers } from './api';

/** Who shares their weeks with the administration; what is searched for stands in the address. */
export function SharersPage() {
  const { t } = useTranslation('insight');
  const [chosen, choose] = useSearchParams();
  const search = chosen.get('search') ?? '';
  const sharers = useSharers(useDeferredValue(search));
  return (
    <Page title={t('person.list.title')} lead={t('person.list.lead')} width="study">
      <Stack gap="lg">
        <TextInput
          label={t('person.list.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          maxLength={80}
          maw={440}
          onChange={({ currentTarget: { value } }) => choose(value ? { search: value } : {}, { replace: true })}
        />
        <QueryState query={sharers} errorTitle={t('person.list.not_loaded')}>
          {(found) => <People found={found} searched={search !== ''} />}
        </QueryState>
        <Text size="sm" c="dimmed" maw="75ch">
          {t('person.list.absent')}
        </Text>
      </Stack>
    </Page>
  );
}

function People({ found: { people, more }, searched }: { found: Sharers; searched: boolean }) {
  const { t } = useTranslation('insight');
  if (people.length === 0) {
    return (
      <EmptyState icon={IconUserHeart} title={t(searched ? 'person.list.none_found' : 'person.list.empty_title')}>
        {t(searched ? 'person.list.search_again' : 'person.list.empty_lead')}
      </EmptyState>
    );
  }
  return (
    <Card padding="lg">
      <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-label={t('person.list.title')}>
        {people.map(({ id, name }) => (
          <li key={id}>
            <Anchor component={Link} to={`/admin/shared/${id}`}>
              {name}
            </Anchor>
          </li>
        ))}
      </Stack>
      {more ? (
        <Text size="sm" c="dimmed" mt="md">
          {t('person.list.more', { shown: people.length })}
        </Text>
      ) : null}
    </Card>
  );
}
