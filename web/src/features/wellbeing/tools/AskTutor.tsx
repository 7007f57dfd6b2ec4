import { Anchor, Button, Checkbox, Stack, Text, Textarea } from '@mantine/core';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { CrisisCard } from '@/components/crisis/CrisisCard';
import { useHelpReaders, useReaderNames, type HelpReaders } from '@/components/crisis/readers';
import { UrgentMark } from '@/components/crisis/UrgentMark';
import { useCrisisWords } from '@/components/crisis/useCrisisWords';
import { useUrgentMark } from '@/components/crisis/useUrgentMark';
import { useErrorMessage } from '@/components/state/errorMessage';
import { useDeviceText } from '@/platform/device-text/deviceText';
import { useOpenLesson } from '@/platform/lesson/openLesson';
import { signal } from '@/platform/lesson/signals';
import { useSettings, type Feeling } from '../api';
import { FeelingPicker } from '../FeelingPicker';
import { useAskTutor } from './askTutor';
import { withoutTitles } from './withoutTitles';

interface AskTutorProps {
  lessonId: string;
  blockId: string | null;
  /** What the question begins with where the student has written nothing yet. */
  prefill?: string;
  /** What stands above the question until it is sent. */
  lead?: string;
  onDone: () => void;
}

/** A private question to the course's tutors, with this place attached; how one feels goes along only if one says so. */
export function AskTutor({ lessonId, blockId, prefill = '', lead, onDone }: AskTutorProps) {
  const { t } = useTranslation('wellbeing');
  const { describe } = useErrorMessage();
  const ask = useAskTutor();
  const mayShareFeeling = (useSettings().data?.mode ?? 'off') !== 'off';
  const [written, setText] = useDeviceText(`ask.${blockId ?? lessonId}`);
  const [touched, setTouched] = useState(false);
  const text = written === '' && !touched ? prefill : written;
  const [sharesFeeling, setSharesFeeling] = useState(false);
  const [feeling, setFeeling] = useState<Feeling | null>(null);
  const ownWords = withoutTitles(text, useOpenLesson(lessonId));
  const crisis = useCrisisWords(ownWords);
  const { urgent, setUrgent, decide, isDeciding } = useUrgentMark(crisis);
  const readers = useHelpReaders(lessonId).data;
  const id = useRef(crypto.randomUUID());

  if (ask.data) {
    return (
      <Stack gap="sm" align="flex-start">
        <Sent urgent={ask.variables.urgent ?? false} readers={readers} />
        <CrisisCard shown={crisis} />
        <Anchor component={Link} to={`/help/${ask.data.id}`} onClick={onDone}>
          {t('ask.open')}
        </Anchor>
        <Button size="sm" variant="default" onClick={onDone}>
          {t('ask.done')}
        </Button>
      </Stack>
    );
  }
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim() || isDeciding) return;
    const place = { lesson_id: lessonId, block_id: blockId };
    ask.mutate(
      { id: id.current, ...place, text, feeling: sharesFeeling ? feeling : null, urgent: await decide(ownWords) },
      {
        onSuccess: () => {
          setText('');
          signal({ type: 'tool_finished', tool: 'ask_tutor' });
        },
      },
    );
  };
  return (
    <Stack component="form" gap="sm" align="stretch" onSubmit={(event) => void send(event)}>
      {lead ? <Text size="sm">{lead}</Text> : null}
      <Textarea
        label={t('ask.label')}
        description={t('ask.private')}
        autosize
        minRows={3}
        maxRows={8}
        maxLength={4000}
        value={text}
        onChange={(event) => {
          setTouched(true);
          setText(event.currentTarget.value);
        }}
      />
      <CrisisCard shown={crisis} />
      <UrgentMark checked={urgent} onChange={setUrgent} readers={readers} />
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
        loading={ask.isPending || isDeciding}
        disabled={!text.trim() || (sharesFeeling && !feeling)}
      >
        {t('ask.send')}
      </Button>
    </Stack>
  );
}

/** That it went out, to whom, and whether as urgent. It takes the focus: the button that was pressed is gone. */
function Sent({ urgent, readers }: { urgent: boolean; readers: HelpReaders | undefined }) {
  const { t } = useTranslation('wellbeing');
  const names = useReaderNames()(readers, urgent);
  const confirmation = useRef<HTMLParagraphElement>(null);
  useEffect(() => confirmation.current?.focus(), []);
  return (
    <Text role="status" tabIndex={-1} ref={confirmation}>
      {[
        t('ask.sent'),
        names === '' ? null : t('ask.sent_to', { names }),
        t(urgent ? 'ask.sent_urgent' : 'ask.sent_normal'),
      ]
        .filter(Boolean)
        .join(' ')}
    </Text>
  );
}
