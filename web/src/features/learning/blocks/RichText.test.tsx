import { fireEvent, screen, waitFor } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { expect, test, vi } from 'vitest';
import { renderInApp } from '@/test/render';
import { ContentLanguage } from '../contentLanguage';
import { RichText } from './RichText';

const LINKS = '<p><a href="/lessons/l2">the next one</a> <a href="/api/v1/courses/c/files/x.csv">data</a></p>';

function page(html: string, language = 'en') {
  return (
    <ContentLanguage value={language}>
      <Routes>
        <Route path="/lessons/l2" element={<p>arrived</p>} />
        <Route path="*" element={<RichText html={html} />} />
      </Routes>
    </ContentLanguage>
  );
}

test('a link to another lesson is followed without loading the page again', async () => {
  await renderInApp(page(LINKS));
  fireEvent.click(screen.getByText('the next one'));
  expect(await screen.findByText('arrived')).toBeVisible();
});

test('a link that is opened in a new tab, and one to a file, are left to the browser', async () => {
  await renderInApp(page(LINKS));
  fireEvent.click(screen.getByText('the next one'), { ctrlKey: true });
  expect(fireEvent.click(screen.getByText('data'))).toBe(true);
  expect(screen.getByText('the next one')).toBeVisible();
});

test('a text carries the language and the direction of its course', async () => {
  await renderInApp(page('<p>نص</p>', 'ar'));
  const text = screen.getByText('نص').parentElement!;
  expect([text.lang, text.dir]).toEqual(['ar', 'rtl']);
});

test('what becomes wider than the text is reachable by keyboard, and only as long as it is', async () => {
  const watched: ((entries: { target: Element }[]) => void)[] = [];
  class Observer {
    constructor(callback: (entries: { target: Element }[]) => void) {
      watched.push(callback);
    }
    observe() {}
    disconnect() {}
  }
  vi.stubGlobal('ResizeObserver', Observer);
  await renderInApp(page('<pre>long</pre>'));
  const code = screen.getByText('long');
  await waitFor(() => expect(watched.length).toBeGreaterThan(0));
  const widen = (width: number) => {
    Object.defineProperty(code, 'scrollWidth', { configurable: true, value: width });
    for (const callback of watched) callback([{ target: code }]);
  };
  widen(500);
  expect(code.tabIndex).toBe(0);
  widen(0);
  expect(code).not.toHaveAttribute('tabindex');
  vi.unstubAllGlobals();
});

test('KaTeX sets what the server could not write as MathML, and nothing else', async () => {
  const { default: katex } = await import('./katex');
  const render = vi.spyOn(katex, 'render').mockImplementation((tex, element) => {
    element.textContent = `set: ${tex}`;
  });
  const made = '<span class="math block"><math><mi>y</mi></math></span>';
  await renderInApp(page(`<p><span class="math inline">x</span> ${made}</p>`));
  expect(await screen.findByText('set: x')).toBeVisible();
  expect(render).toHaveBeenCalledTimes(1);
  expect(render.mock.calls[0]?.[2]).toMatchObject({ maxSize: 50, maxExpand: 200 });
  expect(screen.getByText('y').localName).toBe('mi');
});
