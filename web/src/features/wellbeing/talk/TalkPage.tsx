import { Card, Stack, Text, Title } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ResourceDetails } from '@/components/crisis/ResourceDetails';
import { useResources } from '@/components/crisis/resources';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';

/** What helps in danger, then who the student can talk to, in the institution's own words; where it has set none, just that. */
export function TalkPage() {
  const { t } = useTranslation('wellbeing');
  const resources = useResources();
  return (
    <Page title={t('talk.title')} lead={t('talk.lead')}>
      <Text fw={600} mb="md">
        {t('app:crisis.danger')}
      </Text>
      <QueryState query={resources} errorTitle={t('talk.not_loaded')}>
        {(listed) =>
          listed.length === 0 ? (
            <EmptyState icon={IconLifebuoy} title={t('talk.none')}>
              {t('talk.none_lead')}
            </EmptyState>
          ) : (
            <Stack component="ul" gap="md" p={0} m={0} style={{ listStyle: 'none' }}>
              {listed.map((resource) => (
                <li key={resource.title}>
                  <Card>
                    <Title order={2} size="h3">
                      {resource.title}
                    </Title>
                    <ResourceDetails resource={resource} />
                  </Card>
                </li>
              ))}
            </Stack>
          )
        }
      </QueryState>
    </Page>
  );
}
