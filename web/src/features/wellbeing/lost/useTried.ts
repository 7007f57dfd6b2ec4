import { useTranslation } from 'react-i18next';
import { useLocale } from '@/platform/i18n/locale';
import type { OpenLesson } from '@/platform/lesson/openLesson';
import { useQuizInHand } from '@/platform/lesson/quizInHand';
import type { OpenedHelp } from './ladder';
import { useLostState } from './lostStore';

const ANSWERS_TOLD = 3; // the latest; a list of ten guesses says no more

/** A question to the tutor, as far as the page can begin it: where the student is, and what they have tried here. */
export function useTried(lesson: OpenLesson | null, blockId: string): string {
  const { t } = useTranslation('wellbeing');
  const list = new Intl.ListFormat(useLocale(), { type: 'conjunction' });
  const { opened } = useLostState(blockId);
  const { item, wrong } = useQuizInHand(blockId);
  const block = lesson?.blocks.find(({ id }) => id === blockId);
  if (!lesson || !block) return '';
  const place = block.name ?? t(`lesson_timeline.kinds.${block.kind}`, { position: block.position });
  const read = describeRead(opened).map((each) => t(`tried.${each.kind}`, { numbers: list.format(each.numbers) }));
  const answers = (item ? (wrong[item.questionId] ?? []) : [])
    .slice(-ANSWERS_TOLD)
    .map((answer) => t('tried.answer', { answer }));
  return [
    item ? t('tried.item', { place, number: item.number }) : t('tried.place', { place }),
    read.length > 0 ? t('tried.read', { list: list.format(read) }) : t('tried.nothing_read'),
    ...(answers.length > 0 ? [t('tried.answers', { count: answers.length, list: list.format(answers) })] : []),
    t('tried.unclear'),
  ].join('\n');
}

/** What was opened, each kind once; of hints, which. */
function describeRead(opened: readonly OpenedHelp[]): { kind: string; numbers: string[] }[] {
  return ['hint', 'example', 'easier', 'prerequisite'].flatMap((kind) => {
    const steps = new Set(opened.filter((each) => each.kind === kind).map(({ step }) => step));
    if (steps.size === 0) return [];
    return [{ kind, numbers: [...steps].toSorted((a, b) => a - b).map(String) }];
  });
}
