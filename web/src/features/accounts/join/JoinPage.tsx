import { Button, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { PublicPage } from '../PublicPage';

/** Where whoever has a code types it in. */
export function JoinPage() {
  const { t } = useTranslation('accounts');
  const navigate = useNavigate();
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (code.trim()) void navigate(`/join/${encodeURIComponent(code.trim())}`);
  };
  return (
    <PublicPage title={t('join.title')} lead={t('join.lead')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            label={t('join.code')}
            description={t('join.code_hint')}
            size="md"
            maxLength={40}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            value={code}
            error={tried && code.trim() === '' ? t('app:error.fields.missing') : undefined}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Button type="submit">{t('join.next')}</Button>
        </Stack>
      </form>
    </PublicPage>
  );
}
