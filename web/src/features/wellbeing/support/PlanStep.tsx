import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';

/** Name the next small step; it stays in view until it is done and is sent to nobody. */
export function PlanStep({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('wellbeing');
  const [text, setText] = useState('');
  const [kept, setKept] = useState(false);

  if (kept) {
    return (
      <Stack gap="sm" align="flex-start">
        <Text><Text span c="dimmed">{t('plan.yours')}</Text> {text}</Text>
        <Button size="sm" variant="default" onClick={onDone}>{t('plan.done')}</Button>
      </Stack>
    );
  }
  const keep = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) setKept(true);
  };
  return (
    <Stack component="form" gap="sm" align="stretch" onSubmit={keep}>
      <TextInput label={t('plan.label')} description={t('plan.private')} maxLength={120} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <Button type="submit" size="sm" style={{ alignSelf: 'flex-start' }}>{t('plan.keep')}</Button>
    </Stack>
  );
}
