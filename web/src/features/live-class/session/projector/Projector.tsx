import { Anchor, Group, Text, Title } from '@mantine/core';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorState } from '@/components/state/ErrorState';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { useTeachingSlots } from '@/platform/teaching/slots';
import { Turn } from '../hold/SessionBar';
import { usePresenter } from '../hold/usePresenter';
import type { TaughtSession } from '../sessions';
import classes from './Projector.module.css';

/** Keys that are the answer's own. */
const OWN_KEYS = 'input, textarea, select, video, audio, [role=radio], [role=slider]';

/** The lesson, what is presented, large, and how to come in. Page Up, Page Down and the arrows turn on. */
export function Projector({ session }: { session: TaughtSession }) {
  const { t } = useTranslation('live-class');
  const { ProjectedBlock } = useTeachingSlots();
  const { presented, turn, error, onProjectorKey } = usePresenter(session);
  useKeys(onProjectorKey);
  useEffect(() => {
    document.title = `${session.lesson_title} · Attune`;
  }, [session.lesson_title]);
  const index = session.blocks.findIndex(({ id }) => id === presented);
  return (
    <div className={classes.projector}>
      <header className={classes.head}>
        <div>
          <Text c="dimmed" {...contentAttributes(session.language)}>
            {session.course_title}
            {session.group_name === null ? null : ` (${session.group_name})`}
          </Text>
          <Title order={1} {...contentAttributes(session.language)}>
            {session.lesson_title}
          </Title>
        </div>
        <Group gap="xs">
          <Turn session={session} presented={presented} step={-1} onTurn={turn} />
          <Text className={classes.count}>
            {index === -1 ? '–' : t('projector.position', { position: index + 1, count: session.blocks.length })}
          </Text>
          <Turn session={session} presented={presented} step={1} onTurn={turn} />
          <Anchor component={Link} to={`/teach/courses/${session.course_id}/live`} size="sm">
            {t('projector.leave')}
          </Anchor>
        </Group>
      </header>
      {error ? <ErrorState error={error} /> : null}
      <div className={classes.stage} data-presenting={index !== -1}>
        {index === -1 ? null : (
          <div className={classes.block}>
            <ProjectedBlock lessonId={session.lesson_id} blockId={session.blocks[index]!.id} />
          </div>
        )}
        <aside className={classes.entry} aria-label={t('projector.entry')}>
          <img
            src={`/api/v1/teaching/live-sessions/${session.id}/qr`}
            alt={t('projector.qr', { url: session.url })}
            className={classes.qr}
            width={320}
            height={320}
          />
          <div>
            <Text size="sm" c="dimmed">
              {t('projector.join')}
            </Text>
            <Text className={classes.code}>{session.code}</Text>
            <Text size="sm" className={classes.address}>
              {session.url.replace(/^https?:\/\//, '')}
            </Text>
          </div>
        </aside>
      </div>
    </div>
  );
}

function useKeys(onKey: (event: KeyboardEvent) => void): void {
  const latest = useEffectEvent(onKey);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const own = event.target instanceof Element && event.target.closest(OWN_KEYS) !== null;
      if (!own && !event.altKey && !event.ctrlKey && !event.metaKey) latest(event);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
