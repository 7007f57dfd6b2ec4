import { Button, Collapse, List, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { QueryState } from '@/components/state/QueryState';
import { api, unwrap } from '@/platform/api/client';
import { useDates } from '@/platform/i18n/dates';
import { consentHistoryKey } from '../api';

/** Every time a switch was set: the history cannot be changed afterwards. */
export function ConsentHistory() {
  const { t } = useTranslation('wellbeing');
  const [opened, { toggle }] = useDisclosure(false);
  const id = useId();
  return (
    <div>
      <Button
        size="compact-md"
        fz="sm"
        variant="subtle"
        mt="xs"
        aria-expanded={opened}
        aria-controls={id}
        onClick={toggle}
      >
        {opened ? t('consent.hide_history') : t('consent.history')}
      </Button>
      <Collapse expanded={opened} id={id}>
        {opened ? <Changes /> : null}
      </Collapse>
    </div>
  );
}

function Changes() {
  const { t } = useTranslation('wellbeing');
  const { dateTime } = useDates();
  const history = useQuery({
    queryKey: consentHistoryKey,
    queryFn: () => unwrap(api.GET('/api/v1/wellbeing/me/consents')),
    staleTime: 0,
  });
  return (
    <QueryState query={history}>
      {({ changes }) =>
        changes.length === 0 ? (
          <Text size="sm" p="xs">
            {t('consent.no_history')}
          </Text>
        ) : (
          <List listStyleType="none" spacing={4} p="xs">
            {changes.map(({ switch: name, granted, at }) => (
              <List.Item key={`${name}${at}${granted}`}>
                <Text size="sm">
                  <Text component="time" dateTime={at} size="sm" c="dimmed">
                    {dateTime(at)}
                  </Text>{' '}
                  · {t(`consent.${name}.label`)}: {t(granted ? 'consent.switched_on' : 'consent.switched_off')}
                </Text>
              </List.Item>
            ))}
          </List>
        )
      }
    </QueryState>
  );
}
