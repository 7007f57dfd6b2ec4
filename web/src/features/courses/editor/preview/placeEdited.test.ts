import { beforeEach, expect, test, vi } from 'vitest';
import { editedPlace, showPlace } from './placeEdited';

/** jsdom lays nothing out: elements stand where they are put. */
function put(element: Element, top: number, height: number): void {
  element.getBoundingClientRect = () => new DOMRect(0, top, 100, height);
}

const scrolled = vi.fn<(by: ScrollToOptions) => void>();
const byId = (id: string) => document.getElementById(id)!;

beforeEach(() => {
  document.body.innerHTML = `
    <section id="edit-text"><textarea id="field"></textarea></section>
    <section id="edit-quiz"><ol><li data-question="q2" id="question"><input id="answer" /></li></ol></section>
    <div id="pane" style="overflow-y: auto">
      <div data-previewed="text" id="shown-text"></div>
      <div data-previewed="quiz" id="shown-quiz"><ol><li id="shown-q2"><span data-previewed="q2"></span></li></ol></div>
    </div>`;
  put(byId('edit-text'), 100, 400);
  put(byId('field'), 300, 20);
  put(byId('question'), 600, 100);
  put(byId('answer'), 650, 20);
  put(byId('pane'), 0, 500);
  Object.defineProperties(byId('pane'), { clientHeight: { value: 500 }, scrollHeight: { value: 3000 } });
  scrolled.mockReset();
  byId('pane').scrollBy = scrolled as Element['scrollBy'];
});

const scrolledBy = () => scrolled.mock.calls.map(([by]) => by.top);

test('the place is the block, the question of a quiz, and how far down in it', () => {
  expect(editedPlace(byId('field'))).toEqual({ blockId: 'text', questionId: null, share: 0.5 });
  expect(editedPlace(byId('answer'))).toEqual({ blockId: 'quiz', questionId: 'q2', share: 0.5 });
  expect(editedPlace(document.body)).toBeNull();
});

test('what is out of sight comes into view: a long block at the line that is written', () => {
  put(byId('shown-text'), 1000, 2000);
  showPlace(byId('pane'), { blockId: 'text', questionId: null, share: 0.5 });
  expect(scrolledBy()).toEqual([2000 - 500 / 3]);
});

test('a question is shown from its beginning, not its whole quiz', () => {
  put(byId('shown-quiz'), 200, 2000);
  put(byId('shown-q2'), 1500, 100);
  showPlace(byId('pane'), { blockId: 'quiz', questionId: 'q2', share: 0.9 });
  expect(scrolledBy()).toEqual([1500 - 48]);
});

test('what is in sight stays where it is', () => {
  put(byId('shown-text'), 100, 200);
  showPlace(byId('pane'), { blockId: 'text', questionId: null, share: 0.5 });
  expect(scrolledBy()).toEqual([]);
});

test('a preview that is the page itself is scrolled to the block', () => {
  byId('pane').style.overflowY = 'visible';
  const shown = vi.fn<(options: ScrollIntoViewOptions) => void>();
  byId('shown-text').scrollIntoView = shown as Element['scrollIntoView'];
  showPlace(byId('pane'), { blockId: 'text', questionId: null, share: 0 });
  expect(shown).toHaveBeenCalledWith({ block: 'start' });
});
