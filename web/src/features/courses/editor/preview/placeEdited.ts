/** Where an author writes: the block, the question of a quiz, and how far down in it. */
export interface EditedPlace {
  blockId: string;
  questionId: string | null;
  /** 0 at its beginning, 1 at its end. */
  share: number;
}

const READING_LINE = 1 / 3; // of the preview's height: what is written stands there, with what leads to it above
const MARGIN = 48; // pixels at the preview's edges in which a line counts as out of sight

/** The place of the field that has the focus; null outside of all blocks. */
export function editedPlace(field: Element | null): EditedPlace | null {
  const card = field?.closest<HTMLElement>('[id^="edit-"]');
  if (!field || !card) return null;
  const question = field.closest<HTMLElement>('[data-question]');
  const around = (question ?? card).getBoundingClientRect();
  const caret = caretIn(field) ?? field.getBoundingClientRect();
  const share = around.height > 0 ? (caret.top - around.top) / around.height : 0;
  return {
    blockId: card.id.slice('edit-'.length),
    questionId: question?.dataset.question ?? null,
    share: Math.min(1, Math.max(0, share)),
  };
}

/** Where the caret of a text editor stands; an input has no such place, and an empty line no size. */
function caretIn(field: Element): DOMRect | null {
  const selection = document.getSelection();
  if (!selection?.focusNode || !field.contains(selection.focusNode)) return null;
  const { focusNode } = selection;
  const line = focusNode instanceof Element ? focusNode : focusNode.parentElement;
  return line === null || line === field ? null : line.getBoundingClientRect();
}

/**
 * Bring what belongs to a place into view: within the pane where it stands beside the text, else on the page. Beside the text
 * the page stays as it is: what is pressed there must not move because the preview has been renewed.
 */
export function showPlace(pane: HTMLElement, { blockId, questionId, share }: EditedPlace): void {
  const block = pane.querySelector<HTMLElement>(`[data-previewed="${blockId}"]`);
  const question = questionId && pane.querySelector<HTMLElement>(`[data-previewed="${questionId}"]`)?.closest('li');
  const target = question || block;
  if (!target) return;
  if (getComputedStyle(pane).overflowY !== 'auto') {
    target.scrollIntoView({ block: 'start' });
    return;
  }
  const [from, to] = [pane.getBoundingClientRect(), target.getBoundingClientRect()];
  const line = to.top - from.top + share * to.height;
  if (line >= MARGIN && line <= pane.clientHeight - MARGIN) return;
  const whole = to.height <= pane.clientHeight - 2 * MARGIN;
  pane.scrollBy({ top: whole ? to.top - from.top - MARGIN : line - READING_LINE * pane.clientHeight });
}

/** Remembers where an author writes, also while the preview stands in its place. */
export class PlaceEdited {
  place: EditedPlace | null = null;
  private readonly followers = new Set<() => void>();

  /** Look where the focus is, once what a key or a click does is done. */
  readonly look = (): void => {
    requestAnimationFrame(() => {
      const place = editedPlace(document.activeElement);
      if (!place) return;
      this.place = place;
      for (const follow of this.followers) follow();
    });
  };

  readonly subscribe = (follow: () => void): (() => void) => {
    this.followers.add(follow);
    return () => this.followers.delete(follow);
  };
}
