import type { Language, LibraryMessage, State, Strategy } from './api';

export type MessageStatus = 'shipped' | 'changed' | 'own' | 'off';

export interface MessageFilter {
  query: string;
  state: State | '';
  strategy: Strategy | '';
  status: MessageStatus | '';
  language: Language;
}

export const STRATEGIES: readonly Strategy[] = [
  'hint',
  'worked_example',
  'plan_step',
  'break',
  'breathing',
  'encouragement',
  'reflection',
  'note_to_self',
  'ask_tutor',
];
export const MESSAGE_STATUSES: readonly MessageStatus[] = ['shipped', 'changed', 'own', 'off'];

/** Where a message stands: switched off counts before everything else. */
export function statusOf({ active, shipped, changed }: LibraryMessage): MessageStatus {
  if (!active) return 'off';
  if (!shipped) return 'own';
  return changed ? 'changed' : 'shipped';
}

/** The messages that a filter lets through. */
export function filterMessages(messages: readonly LibraryMessage[], filter: MessageFilter): LibraryMessage[] {
  const query = filter.query.trim().toLocaleLowerCase();
  return messages.filter(
    (message) =>
      (filter.state === '' || message.state === filter.state) &&
      (filter.strategy === '' || message.strategy === filter.strategy) &&
      (filter.status === '' || statusOf(message) === filter.status) &&
      (query === '' || textIn(message, filter.language).toLocaleLowerCase().includes(query)),
  );
}

/** A message's words in a language. */
export function textIn({ texts }: Pick<LibraryMessage, 'texts'>, language: Language): string {
  return (texts as Record<string, string>)[language] ?? '';
}
