import { ActionIcon, Button, Group, NativeSelect, SegmentedControl, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPresentation, IconScreenShare } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ConfirmButton } from '@/components/ConfirmButton';
import { ErrorState } from '@/components/state/ErrorState';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { neighbour, type Pace, type TaughtSession } from '../sessions';
import { usePresenter } from './usePresenter';
import { useSessionSteps } from './useTaughtSessions';
import classes from './SessionBar.module.css';

const PACES = ['follow', 'own'] as const;

/** The class that is on: what is presented, at whose pace, the projector, and the end. Page Up and Page Down turn on. */
export function SessionBar({ session }: { session: TaughtSession }) {
  const { t } = useTranslation('live-class');
  const presenter = usePresenter(session);
  const { end } = useSessionSteps(session.id);
  const error = presenter.error ?? end.error;
  const named = { lesson: session.lesson_title };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a remote's keys, wherever the focus is in it
    <section className={classes.bar} aria-label={t('hold.bar', named)} onKeyDown={presenter.onRemote}>
      <Text size="sm" className={classes.lesson}>
        <IconPresentation aria-hidden size={18} />
        <span>
          {t('hold.on')} <strong {...contentAttributes(session.language)}>{session.lesson_title}</strong>
          {session.group_name === null ? null : ` (${session.group_name})`}
        </span>
      </Text>
      <Group gap={4} wrap="nowrap" className={classes.blocks}>
        <Turn session={session} presented={presenter.presented} step={-1} onTurn={presenter.turn} />
        <NativeSelect
          aria-label={t('hold.presented')}
          value={presenter.presented ?? ''}
          data={[
            { value: '', label: t('hold.nothing') },
            ...session.blocks.map(({ id: value, name, position }) => ({
              value,
              label: `${position}. ${name ?? t('hold.block', { position })}`,
            })),
          ]}
          onChange={({ currentTarget }) => presenter.present(currentTarget.value || null)}
        />
        <Turn session={session} presented={presenter.presented} step={1} onTurn={presenter.turn} />
      </Group>
      <SegmentedControl
        size="xs"
        aria-label={t('hold.pace')}
        data={PACES.map((value) => ({ value, label: t(`hold.paces.${value}`) }))}
        value={session.pace}
        onChange={(pace) => presenter.setPace(pace as Pace)}
      />
      <Button
        component={Link}
        to={`/teach/courses/${session.course_id}/projector?session=${session.id}`}
        size="compact-md"
        variant="default"
        leftSection={<IconScreenShare aria-hidden size={16} />}
      >
        {t('hold.projector')}
      </Button>
      <ConfirmButton
        size="compact-md"
        loading={end.isPending}
        title={t('hold.end_title')}
        question={t('hold.end_question', named)}
        confirmLabel={t('hold.end')}
        onConfirm={() => end.mutate()}
      >
        {t('hold.end')}
      </ConfirmButton>
      {error ? <ErrorState error={error} /> : null}
    </section>
  );
}

interface TurnProps {
  session: TaughtSession;
  presented: string | null;
  step: 1 | -1;
  onTurn: (step: 1 | -1) => void;
}

/** To the block before or after. It stays where it is at the ends, so that the focus does. */
export function Turn({ session, presented, step, onTurn }: TurnProps) {
  const { t } = useTranslation('live-class');
  const Icon = step === 1 ? IconChevronRight : IconChevronLeft;
  const none = neighbour(session.blocks, presented, step) === undefined;
  return (
    <ActionIcon
      size="lg"
      variant="default"
      aria-label={t(step === 1 ? 'hold.next' : 'hold.previous')}
      aria-disabled={none}
      data-disabled={none || undefined}
      onClick={() => onTurn(step)}
    >
      <Icon aria-hidden size={20} />
    </ActionIcon>
  );
}
