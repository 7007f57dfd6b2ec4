import type { Offer, Settings } from '../api';

export type OfferView = 'message' | 'feeling' | 'rating' | 'thanks';

export interface OfferState {
  offer: Offer | null;
  view: OfferView;
  /** Offers that were shown to their end; one of them pushed again stays away. */
  ended: readonly string[];
}

export type OfferEvent = { type: 'offered'; offer: Offer } | { type: 'viewed'; view: OfferView } | { type: 'ended' };

export const NO_OFFER: OfferState = { offer: null, view: 'message', ended: [] };

/** One offer at a time: what comes while another is open, or comes again, is not shown. */
export function reduceOffer(state: OfferState, event: OfferEvent): OfferState {
  switch (event.type) {
    case 'offered':
      if (state.offer || state.ended.includes(event.offer.id)) return state;
      return { ...state, offer: event.offer, view: 'message' };
    case 'viewed':
      return state.offer ? { ...state, view: event.view } : state;
    case 'ended':
      return state.offer ? { offer: null, view: 'message', ended: [...state.ended, state.offer.id] } : state;
  }
}

/** Whether it makes sense to ask the server for an offer at all. */
export function mayAsk(settings: Settings | undefined, state: OfferState, now: Date): boolean {
  if (!settings || settings.mode === 'off' || !settings.support.enabled || state.offer) return false;
  const { snoozed_until: until } = settings.support;
  return until === null || Date.parse(until) <= now.getTime();
}
