import { CloseButton, Group, Text, Transition } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useLessonLocation } from '@/platform/lesson/signals';
import { PlanTimer } from '../tools/PlanTimer';
import { ToolPanel } from '../tools/ToolPanel';
import { useTool } from '../tools/useTool';
import { MessageFeeling } from './MessageFeeling';
import { MessageContent } from './MessageContent';
import { MessageRating } from './MessageRating';
import { SnoozeMenu } from './SnoozeMenu';
import { useSupportMessage, type SupportMessageHandle } from './useSupportMessage';
import classes from './SupportToast.module.css';

const THANKS_MS = 4_000;

/**
 * A support message at the edge of a lesson, with its action. It never takes the focus, never blocks what lies below, and waits
 * out graded quizzes.
 */
export function SupportToast() {
  const { t } = useTranslation('wellbeing');
  const support = useSupportMessage();
  const location = useLessonLocation();
  const tool = useTool();
  // What the student has opened themselves comes first; a message waits until it is closed.
  const visible = support.message !== null && tool.open === null && location !== null && !location.inGradedQuiz;

  const dismiss = () => {
    if (support.view === 'message' || support.view === 'feeling') support.respond('dismissed');
    support.end();
  };
  const region = useRef<HTMLElement>(null);
  useEscape(region, dismiss);

  return (
    <aside aria-label={t('support.label')} className={classes.region} ref={region}>
      <div aria-live="polite" className={classes.announcer}>
        {visible && support.view === 'message' ? support.message?.text : ''}
      </div>
      <PlanTimer />
      {tool.open ? <ToolPanel key={tool.open.tool} open={tool.open} onClose={tool.close} /> : null}
      <Transition mounted={visible} transition="slide-up" duration={220}>
        {(style) => (
          <div className={classes.toast} style={style}>
            <Group justify="space-between" wrap="nowrap" mb={4}>
              <Text size="sm" fw={600} c="var(--warm-ink)">
                {t('support.title')}
              </Text>
              <Group gap={2} wrap="nowrap">
                <SnoozeMenu onSnoozed={dismiss} />
                <CloseButton aria-label={t('support.dismiss')} onClick={dismiss} />
              </Group>
            </Group>
            <MessageBody support={support} />
          </div>
        )}
      </Transition>
    </aside>
  );
}

/** Escape closes the message while the focus is inside of it, and only then. */
function useEscape(region: RefObject<HTMLElement | null>, onEscape: () => void): void {
  const close = useEffectEvent(onEscape);
  useEffect(() => {
    const element = region.current;
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close();
    };
    element?.addEventListener('keydown', listen);
    return () => element?.removeEventListener('keydown', listen);
  }, [region]);
}

function MessageBody({ support }: { support: SupportMessageHandle }) {
  const { t } = useTranslation('wellbeing');
  const { message, view, end } = support;

  useEffect(() => {
    if (view !== 'thanks') return undefined;
    const timer = setTimeout(end, THANKS_MS);
    return () => clearTimeout(timer);
  });

  if (!message) return null;
  if (view === 'feeling') return <MessageFeeling support={support} message={message} />;
  if (view === 'rating') return <MessageRating support={support} />;
  if (view === 'thanks') return <Text role="status">{t('support.thanks')}</Text>;
  return <MessageContent support={support} message={message} />;
}
