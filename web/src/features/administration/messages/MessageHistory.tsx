import { Card, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ConfirmButton } from '@/components/ConfirmButton';
import { ErrorState } from '@/components/state/ErrorState';
import { useDates } from '@/platform/i18n/dates';
import { useRevertMessage, type Language, type MessageDetail } from './api';
import { textIn } from './filter';

interface MessageHistoryProps {
  message: MessageDetail;
  languages: readonly Language[];
}

/** Every version of a message with who made it and when, down to the shipped words, which are always one tap away. */
export function MessageHistory({ message, languages }: MessageHistoryProps) {
  const { t } = useTranslation('administration');
  const { dateTime } = useDates();
  const revert = useRevertMessage(message.id);
  const { shipped_texts: shipped } = message;
  return (
    <section aria-labelledby="history">
      <Title order={2} size="h3" id="history" mb="sm">
        {t('messages.history.title')}
      </Title>
      {revert.error ? <ErrorState error={revert.error} title={t('messages.editor.not_saved')} /> : null}
      <Stack component="ol" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
        {message.history.map((version) => (
          <li key={version.version}>
            <Card padding="md">
              <Text size="sm">
                <Text span fw={600}>
                  {t(`messages.changes.${version.change}`)}
                </Text>{' '}
                · {version.author_name ?? t('messages.by_system')} · {dateTime(version.at)}
              </Text>
              <Words texts={version.texts} languages={languages} />
            </Card>
          </li>
        ))}
        {shipped ? (
          <li>
            <Card padding="md">
              <Group justify="space-between" gap="sm">
                <Text size="sm" fw={600}>
                  {t('messages.history.shipped')}
                </Text>
                {message.changed || !message.active ? (
                  <ConfirmButton
                    size="compact-sm"
                    title={t('messages.revert.title')}
                    question={t('messages.revert.question')}
                    confirmLabel={t('messages.revert.confirm')}
                    onConfirm={() => revert.mutate(message.version)}
                  >
                    {t('messages.revert.open')}
                  </ConfirmButton>
                ) : null}
              </Group>
              <Words texts={shipped} languages={languages} />
            </Card>
          </li>
        ) : null}
      </Stack>
    </section>
  );
}

function Words({ texts, languages }: { texts: MessageDetail['texts']; languages: readonly Language[] }) {
  return (
    <>
      {languages.map((language) => (
        <Text key={language} size="sm" c="dimmed" mt={4} lang={language}>
          {textIn({ texts }, language)}
        </Text>
      ))}
    </>
  );
}
