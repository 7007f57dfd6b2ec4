import { signal, type Tool } from '@/platform/lesson/signals';
import type { Offer } from '../api';
import type { Offers } from './useOffers';

const TOOLS: Partial<Record<NonNullable<Offer['action']>['kind'], Tool>> = {
  take_break: 'break',
  breathing: 'breathing',
  plan: 'plan',
  write_note: 'note',
  ask_tutor: 'ask_tutor',
};

/** Do what an offer offers. Accepting one is an answer, too; whether it helped is asked afterwards. */
export function useOfferAction({ respond, show }: Offers): (offer: Offer) => void {
  return (offer) => {
    if (!offer.action) return;
    const { kind, block_id: blockId } = offer.action;
    const tool = TOOLS[kind];
    respond('accepted');
    show('rating');
    if (kind === 'open_hint' && blockId) signal({ type: 'open_hint', blockId });
    else if (kind === 'show_example' && blockId) signal({ type: 'show_example', blockId });
    else if (tool) signal({ type: 'open_tool', tool, blockId });
  };
}
