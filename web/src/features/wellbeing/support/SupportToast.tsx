import { Transition } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '@/components/on-demand/lazyPart';
import { useDock } from '@/platform/theme/docking';
import { useLessonLocation } from '@/platform/lesson/signals';
import { PlanTimer } from '../tools/PlanTimer';
import { useTool } from '../tools/useTool';
import { OpenMessage } from './OpenMessage';
import { useSupport } from './SupportProvider';
import { useFading } from './useFading';
import { useMessageAction } from './useMessageAction';
import classes from './SupportToast.module.css';

/** It comes with the first tool that is opened. */
const ToolPanel = lazyPart(async () => (await import('../tools/ToolPanel')).ToolPanel);

/**
 * A support message at the edge of a lesson, with its action. It never takes the focus, never blocks what lies below, waits
 * out graded quizzes, and fades when nobody answers it.
 */
export function SupportToast() {
  const { t } = useTranslation('wellbeing');
  const support = useSupport();
  const location = useLessonLocation();
  const tool = useTool();
  const act = useMessageAction(support);
  const { message, view, again } = support;
  // What the student has opened themselves comes first; a message waits until it is closed.
  const visible = message !== null && tool.open === null && location !== null && !location.inGradedQuiz;

  const dismiss = () => {
    if ((view === 'message' || view === 'feeling') && !again) support.respond('dismissed');
    support.end();
  };
  const region = useRef<HTMLElement>(null);
  useEscape(region, dismiss);
  useDock('support', region);
  useFading(region, {
    active: visible && !again && (view === 'message' || view === 'rating'),
    subject: message?.id ?? null,
    seconds: message?.expires_after_seconds ?? 0,
    onFade: () => {
      if (view === 'message') support.respond('ignored');
      support.end();
    },
  });

  return (
    <aside aria-label={t('support.label')} className={classes.region} ref={region}>
      <div aria-live="polite" className={classes.announcer}>
        {visible && view === 'message' ? message.text : ''}
      </div>
      <PlanTimer />
      {tool.open ? <ToolPanel key={tool.open.tool} open={tool.open} onClose={tool.close} /> : null}
      <Transition mounted={visible} transition="slide-up" duration={220}>
        {(style) => (
          <div className={classes.toast} style={style}>
            <OpenMessage support={support} onAct={act} onDismiss={dismiss} />
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
