import { Anchor, Paper, Stack, Text } from '@mantine/core';
import { IconHeartHandshake } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ResourceDetails } from './ResourceDetails';
import { useKnownResources, type Resource } from './resources';
import classes from './Crisis.module.css';

const KINDS: readonly Resource['kind'][] = ['person', 'place', 'national_line'];

/**
 * What helps in danger and whom to call, before any explanation: the institution's people, then places, then the line for the
 * whole country; in plain words where no list is at hand.
 */
export function CrisisContent({ close }: { close?: ReactNode }) {
  const { t } = useTranslation('app');
  const known = useKnownResources();
  const resources = KINDS.flatMap((kind) => known.filter((resource) => resource.kind === kind));
  return (
    <Paper component="section" aria-label={t('crisis.title')} className={classes.card} p="md" radius="lg" withBorder>
      <div className={classes.head}>
        <IconHeartHandshake size={22} aria-hidden style={{ flex: 'none' }} />
        <Text fw={650} style={{ flex: 1 }}>
          {t('crisis.title')}
        </Text>
        {close}
      </div>
      <Text fw={600}>{t('crisis.danger')}</Text>
      {resources.length > 0 ? (
        <Stack component="ul" gap="sm" p={0} my="sm" mx={0} style={{ listStyle: 'none' }}>
          {resources.map((resource) => (
            <li key={resource.title}>
              <Text fw={600}>{resource.title}</Text>
              <ResourceDetails resource={resource} />
            </li>
          ))}
        </Stack>
      ) : (
        <Text my="sm">{t('crisis.no_list')}</Text>
      )}
      <Text size="sm">{t('crisis.lead')}</Text>
      <Text size="sm" c="dimmed" mt="xs">
        {t('crisis.private')}
      </Text>
      <Anchor component={Link} to="/talk" size="sm" fw={600} mt="xs" display="inline-block">
        {t('crisis.talk')}
      </Anchor>
    </Paper>
  );
}
