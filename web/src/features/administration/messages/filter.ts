import type { Cause, Language, Library, LibraryMessage, Strategy, Style } from './api';

export type MessageStatus = 'awaiting' | 'shipped' | 'changed' | 'own' | 'off';

export interface MessageFilter {
  query: string;
  cause: Cause | '';
  strategy: Strategy | '';
  style: Style | '';
  status: MessageStatus | '';
  language: Language;
  page: number;
}

/** A part of a list, and where in it one is. */
export interface PageOf<Entry> {
  entries: readonly Entry[];
  page: number;
  pages: number;
}

const PAGE_SIZE = 25;

export const MESSAGE_STATUSES: readonly MessageStatus[] = ['awaiting', 'shipped', 'changed', 'own', 'off'];

export const STATUS_COLOURS: Record<MessageStatus, string> = {
  awaiting: 'apricot',
  shipped: 'gray',
  changed: 'pine',
  own: 'pine',
  off: 'gray',
};

/** Where a message stands: switched off counts before everything else. */
export function statusOf({ active, approved, shipped, changed }: LibraryMessage): MessageStatus {
  if (!active) return 'off';
  if (!approved) return 'awaiting';
  if (!shipped) return 'own';
  return changed ? 'changed' : 'shipped';
}

/** The messages that a filter lets through. */
export function filterMessages(messages: readonly LibraryMessage[], filter: MessageFilter): LibraryMessage[] {
  const query = filter.query.trim().toLocaleLowerCase();
  return messages.filter(
    (message) =>
      (filter.cause === '' || message.cause === filter.cause) &&
      (filter.strategy === '' || message.strategy === filter.strategy) &&
      (filter.style === '' || message.style === filter.style) &&
      (filter.status === '' || statusOf(message) === filter.status) &&
      (query === '' || sayings(message, filter.language).some((text) => text.toLocaleLowerCase().includes(query))),
  );
}

/** What a message can be found by: its words, and the course and the part that it is for. */
function sayings(message: LibraryMessage, language: Language): string[] {
  return [textIn(message, language), message.course_title ?? '', message.block_title ?? ''];
}

/** One page of a list; behind its end, the last one. */
export function pageOf<Entry>(list: readonly Entry[], page: number): PageOf<Entry> {
  const pages = Math.max(1, Math.ceil(list.length / PAGE_SIZE));
  const shown = Math.min(page, pages);
  return { entries: list.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE), page: shown, pages };
}

/** The filter that an address asks for; what the library does not know counts as not given. */
export function readFilter(parameters: URLSearchParams, library: Library, own: Language): MessageFilter {
  const known = <Value extends string>(name: string, values: readonly Value[]): Value | '' =>
    values.find((value) => value === parameters.get(name)) ?? '';
  const page = Number(parameters.get('page'));
  return {
    query: parameters.get('query') ?? '',
    cause: known('cause', library.causes),
    strategy: known('strategy', library.strategies),
    style: known('style', library.styles),
    status: known('status', MESSAGE_STATUSES),
    language: known('language', library.languages) || own,
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** The address of a filter, without what is the default. */
export function writeFilter({ page, language, ...rest }: MessageFilter, own: Language): URLSearchParams {
  const given = { ...rest, language: language === own ? '' : language, page: page > 1 ? String(page) : '' };
  return new URLSearchParams(Object.entries(given).filter(([, value]) => value !== ''));
}

/** A message's words in a language. */
export function textIn({ texts }: Pick<LibraryMessage, 'texts'>, language: Language): string {
  return (texts as Record<string, string>)[language] ?? '';
}
