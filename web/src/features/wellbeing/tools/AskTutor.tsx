import { Anchor, Button, Checkbox, Stack, Text, Textarea } from '@mantine/core';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useErrorMessage } from '@/components/state/errorMessage';
import { useDeviceText } from '@/platform/device-text/deviceText';
import { useSettings, type Feeling } from '../api';
import { FeelingPicker } from '../FeelingPicker';
import { useAskTutor } from './askTutor';

interface AskTutorProps {
  lessonId: string;
  blockId: string | null;
  onDone: () => void;
}

/** A private question to the course's tutors, with this place attached; how one feels goes along only if one says so. */
export function AskTutor({ lessonId, blockId, onDone }: AskTutorProps) {
  const { t } = useTranslation('wellbeing');
  const { describe } = useErrorMessage();
  const ask = useAskTutor();
  const mayShareFeeling = (useSettings().data?.mode ?? 'off') !== 'off';
  const [text, setText] = useDeviceText(`ask.${blockId ?? lessonId}`);
  const [sharesFeeling, setSharesFeeling] = useState(false);
  const [feeling, setFeeling] = useState<Feeling | null>(null);
  const id = useRef(crypto.randomUUID());

  if (ask.data) {
    return (
      <Stack gap="sm" align="flex-start">
        <Text role="status">{t('ask.sent')}</Text>
        <Anchor component={Link} to={`/help/${ask.data.id}`} onClick={onDone}>
          {t('ask.open')}
        </Anchor>
        <Button size="sm" variant="default" onClick={onDone}>
          {t('ask.done')}
        </Button>
      </Stack>
    );
  }
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    ask.mutate(
      { id: id.current, lesson_id: lessonId, block_id: blockId, text, feeling: sharesFeeling ? feeling : null },
      { onSuccess: () => setText('') },
    );
  };
  return (
    <Stack component="form" gap="sm" align="stretch" onSubmit={send}>
      <Textarea
        label={t('ask.label')}
        description={t('ask.private')}
        autosize
        minRows={3}
        maxRows={8}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {mayShareFeeling ? (
        <Checkbox
          size="sm"
          label={t('ask.share_feeling')}
          checked={sharesFeeling}
          onChange={(event) => setSharesFeeling(event.currentTarget.checked)}
        />
      ) : null}
      {mayShareFeeling && sharesFeeling ? (
        <FeelingPicker label={t('ask.share_feeling')} value={feeling} onPick={setFeeling} />
      ) : null}
      {ask.error ? (
        <Text size="sm" role="alert" c="var(--danger-ink)">
          {describe(ask.error)}
        </Text>
      ) : null}
      <Button
        type="submit"
        size="sm"
        style={{ alignSelf: 'flex-start' }}
        loading={ask.isPending}
        disabled={!text.trim() || (sharesFeeling && !feeling)}
      >
        {t('ask.send')}
      </Button>
    </Stack>
  );
}
