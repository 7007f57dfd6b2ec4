import { Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { showUndo } from '@/components/undo/undoStore';
import { NoteForm } from '../tools/NoteForm';
import { useCloseReflection, useReflection, useSetReflections, type Remark } from './api';

/** After a lesson: two or three sentences about how it went, room for a note, and an easy way past it. Only the student sees it. */
export function ReflectionCard({ lessonId }: { lessonId: string }) {
  const { t } = useTranslation('wellbeing');
  const { data } = useReflection(lessonId);
  const close = useCloseReflection(lessonId);
  const setReflections = useSetReflections();
  const [writing, setWriting] = useState(false);
  if (!data?.due) return null;

  const switchOff = () =>
    setReflections.mutate(false, {
      onSuccess: () => showUndo({ message: t('reflection.now_off'), undo: () => setReflections.mutate(true) }),
    });
  return (
    <Card component="section" aria-labelledby="reflection-title" padding="lg" bg="var(--surface-tinted)">
      <Title order={2} size="h3" id="reflection-title">
        {t('reflection.title')}
      </Title>
      <Group gap={6} mb="sm" c="dimmed">
        <IconLock size={16} aria-hidden />
        <Text size="sm">{t('reflection.private')}</Text>
      </Group>
      <Stack gap={6}>
        {data.remarks.map((remark) => (
          <Sentence key={remark.kind} remark={remark} />
        ))}
      </Stack>
      {writing ? (
        <Stack mt="md">
          <NoteForm lessonId={lessonId} blockId={null} kind="reflection" onDone={() => close.mutate()} />
        </Stack>
      ) : null}
      <Group mt="md" gap="xs">
        {writing ? null : (
          <Button size="sm" onClick={() => setWriting(true)}>
            {t('reflection.write')}
          </Button>
        )}
        <Button size="sm" variant="default" loading={close.isPending} onClick={() => close.mutate()}>
          {t('reflection.skip')}
        </Button>
        <Button size="sm" variant="subtle" loading={setReflections.isPending} onClick={switchOff}>
          {t('reflection.switch_off')}
        </Button>
        <Anchor component={Link} size="sm" to={`/my-data/lessons/${lessonId}`}>
          {t('reflection.timeline')}
        </Anchor>
      </Group>
    </Card>
  );
}

/** One remark in words: about a place or a kind of help, never about the learner. */
function Sentence({ remark: { kind, block, strategy } }: { remark: Remark }) {
  const { t } = useTranslation('wellbeing');
  const place = block ? (block.title ?? t(`lesson_timeline.kinds.${block.kind}`, { position: block.position })) : '';
  return (
    <Text>{t(`reflection.remarks.${kind}`, { place, strategy: strategy ? t(`strategies.${strategy}`) : '' })}</Text>
  );
}
