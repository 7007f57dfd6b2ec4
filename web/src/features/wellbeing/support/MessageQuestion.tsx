import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { currentLocation, signal } from '@/platform/lesson/signals';
import { useCheckin, type Feeling, type SupportMessage } from '../api';
import type { SupportMessageHandle } from './SupportProvider';

/** What each answer says as a self-report; who would rather not say anything says nothing, and nothing is stored. */
const ANSWERS: readonly { answer: string; feeling: Feeling | null }[] = [
  { answer: 'fine', feeling: 'neutral' },
  { answer: 'puzzled', feeling: 'maybe_confused' },
  { answer: 'stuck', feeling: 'maybe_frustrated' },
  { answer: 'tired', feeling: 'tired' },
  { answer: 'rather_not', feeling: null },
];

/** "How is it going here?", answered in one tap. */
export function MessageQuestion({ message, support }: { message: SupportMessage; support: SupportMessageHandle }) {
  const { t } = useTranslation('wellbeing');
  const checkin = useCheckin();

  const answer = ({ answer: given, feeling }: (typeof ANSWERS)[number]) => {
    const report = selfReport(message, feeling);
    const { block_id: blockId } = report;
    if (feeling) {
      const said = checkin.mutateAsync(report); // it is delivered after this question is gone
      said.then(() => given === 'puzzled' && support.askAboutSaid()).catch(() => undefined);
    }
    support.respond(given === 'rather_not' ? 'dismissed' : 'finished');
    support.end();
    if (given === 'stuck' && blockId) signal({ type: 'open_ladder', blockId });
    if (given === 'tired') signal({ type: 'open_tool', tool: 'break', blockId });
  };
  return (
    <Group gap="xs" role="group" aria-label={message.text}>
      {ANSWERS.map((each) => (
        <Button key={each.answer} size="sm" variant="default" onClick={() => answer(each)}>
          {t(`asks.${each.answer}`)}
        </Button>
      ))}
    </Group>
  );
}

/** What an answer says, at the block that was asked about. */
function selfReport({ id, lesson_id: lessonId, block_id: blockId }: SupportMessage, feeling: Feeling | null) {
  const here = currentLocation();
  return {
    id: crypto.randomUUID(),
    kind: 'check_in' as const,
    feeling,
    lesson_id: lessonId ?? here?.lessonId ?? null,
    block_id: blockId ?? here?.blockId ?? null,
    window_id: null,
    support_message_id: id,
    at: new Date().toISOString(),
  };
}
