import { currentPlace, signal, type Tool } from '@/app/lessonActivity';
import { useCheckin, type Offer } from '../api';
import { rememberCheckin } from '../lesson/openCheckins';
import type { Offers } from './useOffers';

const TOOLS: Partial<Record<NonNullable<Offer['action']>['kind'], Tool>> = {
  take_break: 'break', breathing: 'breathing', plan: 'plan', write_note: 'note',
};

/** Do what an offer offers. Accepting one is an answer, too; whether it helped is asked afterwards. */
export function useOfferAction({ respond, show }: Offers): (offer: Offer) => void {
  const checkin = useCheckin();

  const raiseHand = (offer: Offer) => {
    const place = currentPlace();
    const body = {
      id: crypto.randomUUID(), kind: 'hand_raised' as const, feeling: null, lesson_id: place?.lessonId ?? null, block_id: place?.blockId ?? null,
      window_id: null, offer_id: offer.id, at: new Date().toISOString(),
    };
    checkin.mutate(body, { onSuccess: () => rememberCheckin(body) });
  };

  return (offer) => {
    if (!offer.action) return;
    const { kind, block_id: blockId } = offer.action;
    const tool = TOOLS[kind];
    respond('accepted');
    show('rating');
    if (kind === 'open_hint' && blockId) signal({ type: 'open_hint', blockId });
    else if (kind === 'show_example' && blockId) signal({ type: 'show_example', blockId });
    else if (kind === 'ask_tutor') raiseHand(offer);
    else if (tool) signal({ type: 'open_tool', tool, blockId });
  };
}
