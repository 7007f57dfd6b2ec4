import { Alert, Text } from '@mantine/core';
import { IconUrgent } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useReaderNames } from '@/components/crisis/readers';
import type { Conversation } from './api';

/** Who reads a conversation; where it is urgent, said to everybody who takes part, and what to do first. */
export function Readers({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('help');
  const { readers, takes_part_as: part, urgent_at: urgentAt } = conversation;
  const names = useReaderNames()(readers, urgentAt !== null);
  if (urgentAt === null)
    return names === '' ? null : (
      <Text size="sm" c="dimmed">
        {t('readers', { names })}
      </Text>
    );
  const student = part === 'student';
  return (
    <Alert color="red" icon={<IconUrgent aria-hidden />} title={t(student ? 'urgent.badge' : 'urgent.alert')}>
      {t(student ? 'urgent.yours' : 'urgent.alert_lead', { names })}{' '}
      {part === 'urgent_contact' ? t('urgent.contact') : null}
    </Alert>
  );
}
