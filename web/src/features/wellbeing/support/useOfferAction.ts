import { currentPlace, signal } from '@/app/lessonActivity';
import { useCheckin, type Offer } from '../api';
import { rememberCheckin } from '../lesson/openCheckins';
import type { Offers } from './useOffers';

/** Do what an offer offers. Accepting one is an answer, too. */
export function useOfferAction({ respond, show, end }: Offers): (offer: Offer) => void {
  const checkin = useCheckin();

  const raiseHand = (offer: Offer) => {
    const place = currentPlace();
    const body = {
      id: crypto.randomUUID(), kind: 'hand_raised' as const, feeling: null, lesson_id: place?.lessonId ?? null, block_id: place?.blockId ?? null,
      window_id: null, offer_id: offer.id, at: new Date().toISOString(),
    };
    checkin.mutate(body, { onSuccess: () => rememberCheckin(body) });
    show('thanks');
  };

  return (offer) => {
    respond('accepted');
    switch (offer.action?.kind) {
      case 'open_hint':
        if (offer.action.block_id) signal({ type: 'open_hint', blockId: offer.action.block_id });
        return end();
      case 'take_break':
        return show('break');
      case 'breathing':
        return show('breathing');
      case 'plan':
        return show('plan');
      case 'ask_tutor':
        return raiseHand(offer);
      case undefined:
        return end();
    }
  };
}
