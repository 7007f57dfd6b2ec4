import type { Resource } from './api';

/** A resource while it is edited: every field is text, and it keeps its key when the list changes. */
export interface Draft extends Omit<Resource, 'url' | 'phone'> {
  key: string;
  url: string;
  phone: string;
}

export type Problem = 'title' | 'url' | 'phone' | 'languages' | 'unreachable';

const URL_PATTERN = /^https?:\/\/\S{3,500}$/;
const PHONE_PATTERN = /^\+?[0-9][0-9 ()/.-]{1,28}[0-9]$/;

export function toDraft(resource: Resource): Draft {
  return { ...resource, key: crypto.randomUUID(), url: resource.url ?? '', phone: resource.phone ?? '' };
}

export function toResource({ title, text, url, phone, languages }: Draft): Resource {
  return { title: title.trim(), text: text.trim(), url: url.trim() || null, phone: phone.trim() || null, languages };
}

export function emptyDraft(languages: Resource['languages']): Draft {
  return { key: crypto.randomUUID(), title: '', text: '', url: '', phone: '', languages };
}

/** What the server would refuse. */
export function problemsOf(draft: Draft): ReadonlySet<Problem> {
  const { title, text, url, phone, languages } = toResource(draft);
  const problems = new Set<Problem>();
  if (title === '') problems.add('title');
  if (url !== null && !URL_PATTERN.test(url)) problems.add('url');
  if (phone !== null && !PHONE_PATTERN.test(phone)) problems.add('phone');
  if (languages.length === 0) problems.add('languages');
  if (text === '' && url === null && phone === null) problems.add('unreachable');
  return problems;
}

/** The list with one entry moved up or down by one place. */
export function moved(drafts: readonly Draft[], index: number, by: 1 | -1): Draft[] {
  const next = [...drafts];
  const [entry] = next.splice(index, 1);
  if (entry) next.splice(index + by, 0, entry);
  return next;
}

/** Whether drafts say the same as what is in force. */
export function isSame(drafts: readonly Draft[], inForce: readonly Resource[]): boolean {
  return JSON.stringify(drafts.map(toResource).map(sorted)) === JSON.stringify(inForce.map(sorted));
}

function sorted({ title, text, url, phone, languages }: Resource): unknown[] {
  return [title, text, url, phone, languages.toSorted()];
}
