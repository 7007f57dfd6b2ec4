import { CloseButton, Group, Text, Transition } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useLessonPlace } from '@/platform/lesson/signals';
import { PlanTimer } from '../tools/PlanTimer';
import { ToolPanel } from '../tools/ToolPanel';
import { useTool } from '../tools/useTool';
import { OfferFeeling } from './OfferFeeling';
import { OfferMessage } from './OfferMessage';
import { OfferRating } from './OfferRating';
import { SnoozeMenu } from './SnoozeMenu';
import { useOffers, type Offers } from './useOffers';
import classes from './SupportToast.module.css';

const THANKS_MS = 4_000;

/**
 * A kind word at the edge of a lesson, and what it offers. It never takes the focus, never blocks what lies below, and waits
 * out graded quizzes.
 */
export function SupportToast() {
  const { t } = useTranslation('wellbeing');
  const offers = useOffers();
  const place = useLessonPlace();
  const tool = useTool();
  // What the student has opened themselves comes first; a message waits until it is closed.
  const visible = offers.offer !== null && tool.open === null && place !== null && !place.inGradedQuiz;

  const dismiss = () => {
    if (offers.view === 'message' || offers.view === 'feeling') offers.respond('dismissed');
    offers.end();
  };
  const region = useRef<HTMLElement>(null);
  useEscape(region, dismiss);

  return (
    <aside aria-label={t('support.label')} className={classes.region} ref={region}>
      <div aria-live="polite" className={classes.announcer}>
        {visible && offers.view === 'message' ? offers.offer?.text : ''}
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
            <OfferBody offers={offers} />
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

function OfferBody({ offers }: { offers: Offers }) {
  const { t } = useTranslation('wellbeing');
  const { offer, view, end } = offers;

  useEffect(() => {
    if (view !== 'thanks') return undefined;
    const timer = setTimeout(end, THANKS_MS);
    return () => clearTimeout(timer);
  });

  if (!offer) return null;
  if (view === 'feeling') return <OfferFeeling offers={offers} offer={offer} />;
  if (view === 'rating') return <OfferRating offers={offers} />;
  if (view === 'thanks') return <Text role="status">{t('support.thanks')}</Text>;
  return <OfferMessage offers={offers} offer={offer} />;
}
