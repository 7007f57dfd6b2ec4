import { fireEvent, screen } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { expect, test } from 'vitest';
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
