import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconCalendarDue, IconCircleCheck, IconMessageOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useErrorMessage } from '@/components/state/errorMessage';
import { useDates } from '@/platform/i18n/dates';
import { useConfirmResources, type ManagedResources } from './api';

/** Whether the list is confirmed, which support needs to speak; and which entries are due to be checked. */
export function Confirmation({ managed, changed }: { managed: ManagedResources; changed: boolean }) {
  const { t } = useTranslation('administration');
  const { dateTime } = useDates();
  const { confirmed_at: at, confirmed_by: by, due } = managed;
  return (
    <Stack gap="sm" mb="lg">
      {at === null ? (
        <Unconfirmed resources={managed.resources} changed={changed} />
      ) : (
        <Alert color="pine" icon={<IconCircleCheck aria-hidden />} title={t('resources.confirmed.title')}>
          {by === null
            ? t('resources.confirmed.at', { when: dateTime(at) })
            : t('resources.confirmed.by', { when: dateTime(at), name: by })}
        </Alert>
      )}
      {at !== null && due.length > 0 ? (
        <Alert color="apricot" icon={<IconCalendarDue aria-hidden />} title={t('resources.due.title')}>
          {t('resources.due.lead', { titles: due.join(', ') })}
        </Alert>
      ) : null}
    </Stack>
  );
}

function Unconfirmed({ resources, changed }: { resources: ManagedResources['resources']; changed: boolean }) {
  const { t } = useTranslation('administration');
  const { describe } = useErrorMessage();
  const confirm = useConfirmResources();
  const unchecked = resources.filter(({ checked_on: checkedOn }) => checkedOn === null).map(({ title }) => title);
  const obstacle = () => {
    if (changed) return t('resources.unconfirmed.save_first');
    if (resources.length === 0) return t('resources.unconfirmed.empty');
    return unchecked.length > 0 ? t('resources.unconfirmed.unchecked', { titles: unchecked.join(', ') }) : null;
  };
  return (
    <Alert color="apricot" icon={<IconMessageOff aria-hidden />} title={t('resources.unconfirmed.title')}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t('resources.unconfirmed.lead')}</Text>
        {obstacle() ? (
          <Text size="sm" fw={600}>
            {obstacle()}
          </Text>
        ) : (
          <Button size="sm" loading={confirm.isPending} onClick={() => confirm.mutate(resources)}>
            {t('resources.unconfirmed.confirm')}
          </Button>
        )}
        {confirm.error ? (
          <Text size="sm" role="alert" c="var(--danger-ink)">
            {describe(confirm.error)}
          </Text>
        ) : null}
      </Stack>
    </Alert>
  );
}
