import { Badge, Card, Collapse, Group, Stack, Text, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '@/platform/i18n/dates';
import type { OwnData } from '../../api';
import { Why } from '../../support/MessageContent';

/** The messages that were shown, what the student answered, and why they came. */
export function MessageList({ offers }: { offers: OwnData['offers'] }) {
  const newest = offers.toSorted((a, b) => b.offered_at.localeCompare(a.offered_at));
  return (
    <Stack gap="sm">
      {newest.map((offer) => (
        <Message key={offer.id} offer={offer} />
      ))}
    </Stack>
  );
}

function Message({ offer }: { offer: OwnData['offers'][number] }) {
  const { t } = useTranslation('wellbeing');
  const { dateTime } = useDates();
  const [opened, { toggle }] = useDisclosure(false);
  const id = useId();
  return (
    <Card padding="md">
      <Text>{offer.text}</Text>
      <Group gap="sm" mt="xs">
        <Text size="sm" c="dimmed">
          {dateTime(offer.offered_at)}
        </Text>
        {offer.response ? (
          <Badge variant="light" color="gray">
            {t(`messages.responses.${offer.response}`)}
          </Badge>
        ) : null}
        <Button size="compact-sm" variant="subtle" aria-expanded={opened} aria-controls={id} onClick={toggle}>
          {t('messages.why')}
        </Button>
      </Group>
      <Collapse expanded={opened} id={id}>
        <Why why={offer.why} />
      </Collapse>
    </Card>
  );
}
