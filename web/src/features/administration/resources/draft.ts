import type { Resource } from './api';

/** A resource while it is edited: every field is text, and it keeps its key when the list changes. */
export interface Draft extends Omit<Resource, 'url' | 'phone' | 'checked_on'> {
  key: string;
  url: string;
  phone: string;
  /** A day as `2026-11-29`; empty where the entry was never checked. */
  checkedOn: string;
}

export type ResourceKind = Resource['kind'];
export type Problem = 'title' | 'url' | 'phone' | 'languages' | 'unreachable' | 'checked_on';

export const KINDS: readonly ResourceKind[] = ['person', 'place', 'national_line'];

const URL_PATTERN = /^https?:\/\/\S{3,500}$/;
const PHONE_PATTERN = /^\+?[0-9][0-9 ()/.-]{1,28}[0-9]$/;

export function toDraft({ checked_on: checkedOn, ...resource }: Resource): Draft {
  return {
    ...resource,
    key: crypto.randomUUID(),
    url: resource.url ?? '',
    phone: resource.phone ?? '',
    checkedOn: checkedOn ?? '',
  };
}

export function toResource({ kind, title, text, url, phone, languages, checkedOn }: Draft): Resource {
  return {
    kind,
    title: title.trim(),
    text: text.trim(),
    url: url.trim() || null,
    phone: phone.trim() || null,
    languages,
    checked_on: checkedOn || null,
  };
}

export function emptyDraft(languages: Resource['languages']): Draft {
  return {
    key: crypto.randomUUID(),
    kind: 'person',
    title: '',
    text: '',
    url: '',
    phone: '',
    languages,
    checkedOn: '',
  };
}

/** What the server would refuse; `today` as `2026-11-29`. */
export function problemsOf(draft: Draft, today = localDay()): ReadonlySet<Problem> {
  const { title, text, url, phone, languages, checked_on: checkedOn } = toResource(draft);
  const problems = new Set<Problem>();
  if (title === '') problems.add('title');
  if (url !== null && !URL_PATTERN.test(url)) problems.add('url');
  if (phone !== null && !PHONE_PATTERN.test(phone)) problems.add('phone');
  if (languages.length === 0) problems.add('languages');
  if (text === '' && url === null && phone === null) problems.add('unreachable');
  if (checkedOn !== null && checkedOn > today) problems.add('checked_on');
  return problems;
}

/** The day of now, where the reader is, as `2026-11-29`. */
export function localDay(now = new Date()): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
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

function sorted({ kind, title, text, url, phone, languages, checked_on: checkedOn }: Resource): unknown[] {
  return [kind, title, text, url, phone, languages.toSorted(), checkedOn];
}
