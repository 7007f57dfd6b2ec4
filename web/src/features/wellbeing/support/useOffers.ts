import { useReducer, useRef } from 'react';
import { useServerEvent } from '@/platform/events/events';
import { useLessonSignal } from '@/platform/lesson/signals';
import { askForOffer, useOfferResponse, useSettings, type OfferResponse } from '../api';
import { mayAsk, NO_OFFER, reduceOffer, type OfferView } from './offerState';

const BETWEEN_ASKS_MS = 5_000; // scrolling through a lesson is no series of questions

/** Ask for support at natural pauses and keep the one offer that is open. */
export function useOffers() {
  const settings = useSettings().data;
  const [state, dispatch] = useReducer(reduceOffer, NO_OFFER);
  const response = useOfferResponse();
  const askedAt = useRef(0);

  useServerEvent('support.offered', ({ offer }) => dispatch({ type: 'offered', offer }));
  useLessonSignal('breakpoint', ({ kind, place }) => {
    const now = new Date();
    if (place.inGradedQuiz || !mayAsk(settings, state, now) || now.getTime() - askedAt.current < BETWEEN_ASKS_MS)
      return;
    askedAt.current = now.getTime();
    askForOffer({ kind, lesson_id: place.lessonId, block_id: place.blockId, in_graded_quiz: false })
      .then((offer) => offer && dispatch({ type: 'offered', offer }))
      .catch(() => undefined); // support that cannot be reached is simply not there; the lesson goes on
  });

  return {
    ...state,
    show: (view: OfferView) => dispatch({ type: 'viewed', view }),
    end: () => dispatch({ type: 'ended' }),
    respond: (answer: OfferResponse) => {
      if (state.offer) response.mutate({ offerId: state.offer.id, response: answer });
    },
  };
}

export type Offers = ReturnType<typeof useOffers>;
