import type { Place } from './editorContext';

const FIELDS = 'input:not([type="file"]), textarea, [contenteditable="true"], button';

/** Bring an element into view and give it, or its first field, the focus. */
function focusOn(element: Element): void {
  element.scrollIntoView({ block: 'center' });
  const target = element.matches(FIELDS) ? element : (element.querySelector(FIELDS) ?? element);
  (target as HTMLElement).focus({ preventScroll: true });
}

/** What the server calls `questions.0.choices.1.text` stands in the field `text`, or else among the `choices`. */
function namesIn(field: string): string[] {
  return field
    .split('.')
    .filter((part) => /^[a-z_]+$/.test(part))
    .toReversed();
}

/** Lead the author to a place, as soon as what is folded around it has opened. */
export function goToField({ blockId, questionId, field }: Place): void {
  const find = () => {
    const card = blockId === null ? document : document.getElementById(`edit-${blockId}`);
    const part = questionId === null ? card : (card?.querySelector(`[data-question="${questionId}"]`) ?? card);
    const named =
      field === null
        ? null
        : namesIn(field)
            .map((name) => part?.querySelector(`[data-field="${name}"]`))
            .find(Boolean);
    const target = named ?? (part instanceof Element ? part : null);
    if (target) focusOn(target);
  };
  // A dialog gives the focus back first, and what is folded needs a moment to open.
  setTimeout(find, 320);
}

const PATIENCE_MS = 3000; // for a field that is fetched, on a slow device
const GIVEN_BACK_MS = 100;

/** Give a new block the focus, where one begins to write, once its field is there and the menu has given the focus back. */
export function focusNewBlock(blockId: string): void {
  const until = performance.now() + PATIENCE_MS;
  const attempt = () => {
    const card = document.getElementById(`edit-${blockId}`);
    const fields =
      card?.querySelectorAll<HTMLElement>('[contenteditable="true"], input:not([type="file"]), textarea') ?? [];
    const first = [...fields].find((field) => field.dataset.field !== 'title') ?? fields[0];
    if (first && !document.querySelector('[role="menu"]')) {
      card?.scrollIntoView({ block: 'nearest' });
      first.focus();
      setTimeout(() => {
        // on a slow device the menu gives the focus back only now
        if (document.activeElement?.ariaHasPopup === 'menu') first.focus();
      }, GIVEN_BACK_MS);
    } else if (performance.now() < until) requestAnimationFrame(attempt);
  };
  setTimeout(attempt, 60);
}

/** Keep the focus on a block's button after it has moved; the other one where this one has become useless. */
export function focusMoved(blockId: string, direction: 'up' | 'down'): void {
  requestAnimationFrame(() => {
    const card = document.getElementById(`edit-${blockId}`);
    card?.scrollIntoView({ block: 'nearest' });
    const button =
      card?.querySelector<HTMLElement>(`[data-move="${direction}"]:not(:disabled)`) ??
      card?.querySelector<HTMLElement>('[data-move]:not(:disabled)');
    button?.focus({ preventScroll: true });
  });
}
