import { screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { renderInApp } from '@/test/render';
import { FileBlock } from './FileBlock';

vi.mock('../progress/ProgressProvider', () => ({ useProgress: () => ({ record: vi.fn<() => void>() }) }));

const SHEET = { url: '/api/v1/courses/c/files/a.pdf', name: 'Sheet.pdf', bytes: 37, media_type: 'application/pdf' };

function page({ wide, viewer, type = SHEET.media_type }: { wide: boolean; viewer: boolean; type?: string }) {
  vi.stubGlobal('matchMedia', () => ({ matches: wide, addEventListener() {}, removeEventListener() {} }));
  Object.defineProperty(navigator, 'pdfViewerEnabled', { configurable: true, value: viewer });
  return renderInApp(<FileBlock lessonId="l" blockId="b" file={{ ...SHEET, media_type: type }} />);
}

afterEach(() => vi.unstubAllGlobals());

test('a PDF is shown in place, with a link to download it', async () => {
  await page({ wide: true, viewer: true });
  expect(screen.getByTitle('Sheet.pdf')).toHaveAttribute('src', `${SHEET.url}#view=FitH&navpanes=0`);
  expect(screen.getByRole('link', { name: 'Download' })).toHaveAttribute('download', 'Sheet.pdf');
  expect(screen.getByText('37 bytes')).toBeVisible();
});

test('a browser without a viewer says so and links to the file', async () => {
  await page({ wide: true, viewer: false });
  expect(screen.queryByTitle('Sheet.pdf')).toBeNull();
  expect(screen.getByText(/shows no PDFs in a page/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Open in a new tab' })).toHaveAttribute('href', SHEET.url);
});

test('on a phone there is a link instead of a small frame', async () => {
  await page({ wide: false, viewer: true });
  expect(screen.queryByTitle('Sheet.pdf')).toBeNull();
  expect(screen.getByRole('link', { name: 'Open in a new tab' })).toBeVisible();
});

test('another file is only downloaded', async () => {
  await page({ wide: true, viewer: true, type: 'text/csv' });
  expect(screen.queryByTitle('Sheet.pdf')).toBeNull();
  expect(screen.queryByRole('link', { name: 'Open in a new tab' })).toBeNull();
});
