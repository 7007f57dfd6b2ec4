import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconCalendarTime,
  IconClock,
  IconDeviceFloppy,
  IconEye,
  IconListNumbers,
  IconRefresh,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '@/components/on-demand/lazyPart';
import { ErrorState } from '@/components/state/ErrorState';
import { useDates } from '@/platform/i18n/dates';
import type { Quiz } from './rules';
import classes from './Timed.module.css';

const StartDialog = lazyPart(async () => (await import('./StartDialog')).StartDialog);

interface StartCardProps {
  quiz: Quiz;
  /** Attempts left, the one to be started included; null where there is no limit. */
  left: number | null;
  starting: boolean;
  error: unknown;
  onStart: () => void;
}

/** Before a quiz whose time runs or whose questions are drawn: what applies, and the start. */
export function StartCard({ quiz, left, starting, error, onStart }: StartCardProps) {
  const { t } = useTranslation('learning');
  const [opened, { open, close }] = useDisclosure(false);
  const facts = <Facts quiz={quiz} left={left} />;
  const timed = typeof quiz.time_limit_minutes === 'number';
  return (
    <>
      {facts}
      <Button loading={starting} onClick={timed ? open : onStart}>
        {t('quiz.start.action')}
      </Button>
      {error ? <ErrorState error={error} title={t('quiz.start.failed')} onRetry={onStart} /> : null}
      {opened ? (
        <StartDialog
          onClose={close}
          onStart={() => {
            close();
            onStart();
          }}
        >
          {facts}
        </StartDialog>
      ) : null}
    </>
  );
}

function Facts({ quiz, left }: { quiz: Quiz; left: number | null }) {
  const { t } = useTranslation('learning');
  const { due } = useDates();
  const { time_limit_minutes: limit, available_until: until, review } = quiz;
  return (
    <ul className={classes.facts}>
      <Fact Icon={IconListNumbers}>{t('quiz.start.points', { count: quiz.points ?? 0 })}</Fact>
      {typeof limit === 'number' ? (
        <>
          <Fact Icon={IconClock}>{t('quiz.start.limit', { count: limit })}</Fact>
          <Fact Icon={IconDeviceFloppy}>{t('quiz.start.automatic')}</Fact>
        </>
      ) : null}
      {left === null ? null : <Fact Icon={IconRefresh}>{t('quiz.left', { count: left })}</Fact>}
      {until ? <Fact Icon={IconCalendarTime}>{t('quiz.available.until', { when: due(until).when })}</Fact> : null}
      <Fact Icon={IconEye}>{t(`quiz.review_rules.${review}`)}</Fact>
    </ul>
  );
}

function Fact({ Icon, children }: { Icon: typeof IconClock; children: string }) {
  return (
    <li>
      <Icon size={18} aria-hidden />
      <Text size="sm">{children}</Text>
    </li>
  );
}
