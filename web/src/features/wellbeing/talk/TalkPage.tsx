import { Anchor, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconExternalLink, IconLifebuoy, IconPhone } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { api, unwrap, type Schemas } from '@/platform/api/client';

type Resource = Schemas['Resource'];

/** Who the student can talk to, in the institution's own words; where it has set none, just that. */
export function TalkPage() {
  const { t } = useTranslation('wellbeing');
  const resources = useQuery({
    queryKey: ['wellbeing', 'resources'],
    queryFn: async () => (await unwrap(api.GET('/api/v1/wellbeing/resources'))).resources,
  });
  return (
    <Page title={t('talk.title')} lead={t('talk.lead')}>
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
                  <ResourceCard resource={resource} />
                </li>
              ))}
            </Stack>
          )
        }
      </QueryState>
    </Page>
  );
}

function ResourceCard({ resource: { title, text, url, phone, languages } }: { resource: Resource }) {
  const { t } = useTranslation('wellbeing');
  return (
    <Card>
      <Title order={2} size="h3">
        {title}
      </Title>
      {text ? (
        <Text mt={4} style={{ whiteSpace: 'pre-wrap' }}>
          {text}
        </Text>
      ) : null}
      <Group gap="lg" mt="sm">
        {phone ? (
          <Anchor href={`tel:${phone.replaceAll(/[^+0-9]/g, '')}`}>
            <Group gap={6} wrap="nowrap">
              <IconPhone size={18} aria-hidden />
              {phone}
            </Group>
          </Anchor>
        ) : null}
        {url ? (
          <Anchor href={url} target="_blank" rel="noreferrer" style={{ overflowWrap: 'anywhere' }}>
            <Group gap={6} wrap="nowrap">
              <IconExternalLink size={18} aria-hidden style={{ flex: 'none' }} />
              {url.replace(/^https?:\/\//, '')}
            </Group>
          </Anchor>
        ) : null}
      </Group>
      <Text size="sm" c="dimmed" mt="xs">
        {t('talk.languages', { languages: languages.map((language) => t(`app:locales.${language}`)).join(', ') })}
      </Text>
    </Card>
  );
}
