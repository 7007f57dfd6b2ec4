import type { SupportMessage, Settings } from '../api';

export type MessageView = 'message' | 'feeling' | 'rating' | 'thanks';

export interface MessageState {
  message: SupportMessage | null;
  view: MessageView;
  /** Ids of messages that have ended; one of them pushed again is not shown. */
  ended: readonly string[];
}

export type MessageChange =
  { type: 'received'; message: SupportMessage } | { type: 'viewed'; view: MessageView } | { type: 'ended' };

export const NO_MESSAGE: MessageState = { message: null, view: 'message', ended: [] };

/** One message at a time: what comes while another is open, or comes again, is not shown. */
export function reduceMessage(state: MessageState, event: MessageChange): MessageState {
  switch (event.type) {
    case 'received':
      if (state.message || state.ended.includes(event.message.id)) return state;
      return { ...state, message: event.message, view: 'message' };
    case 'viewed':
      return state.message ? { ...state, view: event.view } : state;
    case 'ended':
      return state.message ? { message: null, view: 'message', ended: [...state.ended, state.message.id] } : state;
  }
}

/** Whether it makes sense to ask the server for a message at all. */
export function mayAsk(settings: Settings | undefined, state: MessageState, now: Date): boolean {
  if (!settings || settings.mode === 'off' || !settings.support.enabled || state.message) return false;
  const { snoozed_until: until } = settings.support;
  return until === null || Date.parse(until) <= now.getTime();
}
