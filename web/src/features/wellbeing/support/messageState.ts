import type { SupportMessage, Settings } from '../api';

export type MessageView = 'message' | 'feeling' | 'rating' | 'thanks';

const MOST_RECENT = 5;

export interface MessageState {
  message: SupportMessage | null;
  view: MessageView;
  /** The open message was looked up again by the student: it stays until they close it. */
  again: boolean;
  /** Ids of messages that have ended; one of them pushed again is not shown. */
  ended: readonly string[];
  /** What has been shown on this page, the latest first, for whoever reads slowly or has missed it. */
  recent: readonly SupportMessage[];
}

export type MessageChange =
  | { type: 'received'; message: SupportMessage }
  | { type: 'looked_up'; message: SupportMessage }
  | { type: 'viewed'; view: MessageView }
  | { type: 'ended' };

export const NO_MESSAGE: MessageState = { message: null, view: 'message', again: false, ended: [], recent: [] };

/** One message at a time: what comes while another is open, or comes again, is not shown. */
export function reduceMessage(state: MessageState, event: MessageChange): MessageState {
  switch (event.type) {
    case 'received':
      if (state.message || state.ended.includes(event.message.id)) return state;
      return { ...state, message: event.message, view: 'message', again: false };
    case 'looked_up':
      return { ...state, message: event.message, view: 'message', again: true };
    case 'viewed':
      return state.message ? { ...state, view: event.view } : state;
    case 'ended': {
      const { message } = state;
      if (!message) return state;
      const others = state.recent.filter(({ id }) => id !== message.id);
      return {
        message: null,
        view: 'message',
        again: false,
        ended: [...state.ended, message.id],
        recent: [message, ...others].slice(0, MOST_RECENT),
      };
    }
  }
}

/** Whether it makes sense to ask the server for a message at all. */
export function mayAsk(settings: Settings | undefined, state: MessageState, now: Date): boolean {
  if (!settings || settings.mode === 'off' || !settings.support.enabled || state.message) return false;
  const { snoozed_until: until } = settings.support;
  return until === null || Date.parse(until) <= now.getTime();
}
