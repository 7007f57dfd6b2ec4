import { Button, CloseButton, Group, Text } from '@mantine/core';
import {
  IconBulb,
  IconCheck,
  IconHeartHandshake,
  IconHistory,
  IconListNumbers,
  IconMessageQuestion,
  IconNote,
  IconStairsDown,
} from '@tabler/icons-react';
import { useId, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { lazyPart } from '@/components/on-demand/lazyPart';
import type { OpenLesson } from '@/platform/lesson/openLesson';
import { signal } from '@/platform/lesson/signals';
import { stepsRead, type Rung, type RungKind } from './ladder';
import { useLostState } from './lostStore';
import { useTried } from './useTried';
import classes from './Ladder.module.css';

const ICONS: Record<RungKind, typeof IconBulb> = {
  hint: IconBulb,
  example: IconListNumbers,
  easier: IconStairsDown,
  prerequisite: IconHistory,
  ask_tutor: IconMessageQuestion,
  note: IconNote,
  talk: IconHeartHandshake,
};
const TAPS_UNTIL_ASKED = 3;
const AskTutor = lazyPart(async () => (await import('../tools/AskTutor')).AskTutor);

interface LadderProps {
  lesson: OpenLesson;
  blockId: string;
  rungs: readonly Rung[];
  /** Help opens after handing in. */
  withheld: boolean;
  ref: Ref<HTMLElement>;
  /** The student puts the choices away: the focus goes back to where they opened them. */
  onClose: () => void;
  /** What stands at the end. */
  children: ReactNode;
}

/** The choices of a student who is lost at a block, one of them pointed to; with the third tap the question is written. */
export function Ladder({ lesson, blockId, rungs, withheld, ref, onClose, children }: LadderProps) {
  const { t } = useTranslation('wellbeing');
  const titleId = useId();
  const { taps, suggestion } = useLostState(blockId);
  const tried = useTried(lesson, blockId);
  const asks = taps >= TAPS_UNTIL_ASKED && rungs.some(({ kind }) => kind === 'ask_tutor');
  return (
    <section ref={ref} className={classes.ladder} aria-labelledby={titleId} data-screen-only>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Text fw={600} id={titleId}>
          {t('ladder.title')}
        </Text>
        <CloseButton aria-label={t('ladder.close')} onClick={onClose} />
      </Group>
      {withheld ? <Text size="sm">{t('ladder.withheld')}</Text> : null}
      <ul className={classes.choices}>
        {rungs.map((rung) => (
          <li key={rung.kind}>
            <Choice
              rung={rung}
              lesson={lesson}
              blockId={blockId}
              suggested={taps > 0 && suggestion?.kind === rung.kind}
            />
          </li>
        ))}
      </ul>
      {asks ? (
        <div className={classes.question}>
          <AskTutor lead={t('ladder.asked')} lessonId={lesson.id} blockId={blockId} prefill={tried} onDone={onClose} />
        </div>
      ) : null}
      {children}
    </section>
  );
}

interface ChoiceProps {
  rung: Rung;
  lesson: OpenLesson;
  blockId: string;
  suggested: boolean;
}

function Choice({ rung, lesson, blockId, suggested }: ChoiceProps) {
  const { t } = useTranslation('wellbeing');
  const { opened } = useLostState(blockId);
  const { kind, questionId, steps } = rung;
  const read = stepsRead(rung, opened);
  const Icon = ICONS[kind];
  const title = lesson.blocks.find(({ id }) => id === blockId)?.prerequisite?.title ?? '';
  const words = t(wordsOf(rung, read), { title });
  const look = {
    size: 'sm',
    fullWidth: true,
    justify: 'flex-start',
    className: classes.choice,
    variant: suggested ? 'filled' : 'default',
    leftSection: <Icon size={18} aria-hidden />,
  } as const;
  const label = (
    <>
      {words}
      {suggested ? <span className={classes.mark}>{t('ladder.suggested')}</span> : null}
      {read >= steps ? (
        <span className={classes.mark}>
          <IconCheck size={15} aria-hidden /> {t('ladder.opened')}
        </span>
      ) : null}
    </>
  );
  if (kind === 'talk')
    return (
      <Button {...look} component={Link} to="/talk">
        {label}
      </Button>
    );
  const open = () => {
    if (kind === 'ask_tutor' || kind === 'note') signal({ type: 'open_tool', tool: kind, blockId });
    else signal({ type: 'open_help', kind, blockId, questionId });
  };
  return (
    <Button {...look} onClick={open}>
      {label}
    </Button>
  );
}

/** How a choice is called; of hints, the next one, and of what is easier, a text or a question. */
function wordsOf({ kind, questionId, steps }: Rung, read: number): string {
  if (kind === 'hint') return read > 0 && read < steps ? 'ladder.next_hint' : 'ladder.hint';
  if (kind === 'easier' && questionId === null) return 'ladder.simpler';
  return `ladder.${kind}`;
}
