import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconShieldSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { QueryState } from '@/components/state/QueryState';
import { useDates } from '@/platform/i18n/dates';
import { useVerification, useVerifyAll, type Verification } from './api';
import { ChainBadge } from './ChainBadge';
import classes from './ChainStatus.module.css';

/** Whether every entry still carries the seal it was written with, up to where that is known; and a way to verify all. */
export function ChainStatus() {
  const { t } = useTranslation('administration');
  const verification = useVerification();
  const verify = useVerifyAll();
  return (
    <section className={classes.status} aria-label={t('audit.chain.title')}>
      <QueryState query={verification} errorTitle={t('audit.chain.not_loaded')}>
        {(found) => (
          <Group justify="space-between" gap="md">
            <Stack gap={6} className={classes.words}>
              <ChainBadge verification={found} />
              <Text size="sm" c="dimmed">
                <Explanation found={found} />
              </Text>
            </Stack>
            {found.full_running ? (
              <Running found={found} />
            ) : (
              <Button
                variant="default"
                loading={verify.isPending}
                leftSection={<IconShieldSearch aria-hidden size={18} />}
                onClick={() => verify.mutate()}
              >
                {t('audit.chain.verify_all')}
              </Button>
            )}
          </Group>
        )}
      </QueryState>
      {verify.error ? <ErrorState error={verify.error} title={t('audit.chain.not_begun')} /> : null}
    </section>
  );
}

function Explanation({ found }: { found: Verification }) {
  const { t } = useTranslation('administration');
  const { dateTime } = useDates();
  if (found.state === 'broken') return t('audit.chain.broken_lead');
  const { full_finished_at: at, full_through: through } = found;
  const since = t(found.state === 'pending' ? 'audit.chain.pending_lead' : 'audit.chain.since_lead', {
    number: found.verified_through,
  });
  if (at === null) return since;
  const full = t('audit.chain.full_lead', { count: through ?? 0, when: dateTime(at) });
  return found.total > (through ?? 0) ? `${full} ${since}` : full;
}

function Running({ found }: { found: Verification }) {
  const { t } = useTranslation('administration');
  const words = t('audit.chain.running', { checked: found.full_checked, total: found.total });
  return (
    <div className={classes.running}>
      <Progress
        value={found.total > 0 ? (100 * found.full_checked) / found.total : 0}
        aria-label={t('audit.chain.verify_all')}
      />
      <Text size="sm" c="dimmed" mt={6}>
        {words}
      </Text>
    </div>
  );
}
