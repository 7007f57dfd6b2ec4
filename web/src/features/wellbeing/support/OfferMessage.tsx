import { Button, Collapse, Group, List, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Offer } from '../api';
import { RatingButtons } from './OfferRating';
import { useOfferAction } from './useOfferAction';
import type { Offers } from './useOffers';

/** The message, what it offers, why it is there, and the ways to answer it. */
export function OfferMessage({ offer, offers }: { offer: Offer; offers: Offers }) {
  const { t } = useTranslation('wellbeing');
  const [why, { toggle }] = useDisclosure(false);
  const whyId = useId();
  const act = useOfferAction(offers);

  return (
    <Stack gap="sm">
      <Text>{offer.text}</Text>
      {offer.action ? (
        <Button size="sm" color="apricot.6" style={{ alignSelf: 'flex-start' }} onClick={() => act(offer)}>
          {offer.action.label}
        </Button>
      ) : null}
      <Group gap="xs" justify="space-between">
        <Group gap={4}>
          <Button size="compact-sm" variant="subtle" aria-expanded={why} aria-controls={whyId} onClick={toggle}>
            {t('support.why')}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => offers.show('feeling')}>
            {t('correction.open')}
          </Button>
        </Group>
        <RatingButtons offers={offers} />
      </Group>
      <Collapse expanded={why} id={whyId}>
        <Why why={offer.why} />
      </Collapse>
    </Stack>
  );
}

/** The rule that led to an offer, and what it went by. */
export function Why({ why }: { why: Offer['why'] }) {
  const { t } = useTranslation('wellbeing');
  return (
    <Stack gap={6}>
      <Text size="sm">{why.rule}</Text>
      {why.reasons.length > 0 ? (
        <List size="sm" spacing={2}>
          {why.reasons.map(({ code, text }) => (
            <List.Item key={code}>{text}</List.Item>
          ))}
        </List>
      ) : null}
      <Text size="sm" c="dimmed">
        {why.windows > 0 ? t('support.why_windows', { count: why.windows }) : t('support.why_no_windows')}
      </Text>
    </Stack>
  );
}
