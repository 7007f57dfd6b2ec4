import { expect, test } from 'vitest';
import { pastedMarkdown, toMarkdown } from './pasting';

test.each([
  ['<p>Some <b>bold</b> and <em>slanted</em> words</p>', 'Some **bold** and *slanted* words'],
  ['<h1>Waves</h1><p>Text</p>', '## Waves\n\nText'],
  ['<ul><li>one</li><li>two</li></ul>', '-   one\n-   two'],
  ['<b style="font-weight:normal"><p>From a document</p></b>', 'From a document'],
  ['<p>See <a href="https://a.example/b">this</a></p>', 'See [this](https://a.example/b)'],
  ['<p>See <a href="javascript:alert(1)">this</a></p>', 'See this'],
  ['<img src="https://tracker.example/1.gif" alt="A wave">', 'A wave'],
  ['<script>alert(1)</script><style>p{}</style><p>kept</p>', 'kept'],
  ['<pre><code>x = 1\ny = 2</code></pre>', '```\nx = 1\ny = 2\n```'],
])('%s becomes Markdown', (html, markdown) => {
  expect(toMarkdown(html)).toBe(markdown);
});

test('a table stays a table', () => {
  const html =
    '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>';
  expect(toMarkdown(html)).toMatch(/^\|\s*a\s*\|\s*b\s*\|\n\|[\s-]+\|[\s-]+\|\n\|\s*1\s*\|\s*2\s*\|$/);
});

const clipboard = (values: Record<string, string>) =>
  ({ getData: (type: string) => values[type] ?? '' }) as unknown as DataTransfer;

test('plain text, and html that says no more than it, is left to the browser', () => {
  expect(pastedMarkdown(clipboard({ 'text/plain': 'a' }))).toBeNull();
  expect(pastedMarkdown(clipboard({ 'text/plain': 'a *b*', 'text/html': '<meta charset="utf-8">' }))).toBeNull();
  expect(pastedMarkdown(clipboard({ 'text/plain': 'a', 'text/html': '<span>a</span>' }))).toBeNull();
  expect(pastedMarkdown(clipboard({ 'text/plain': 'a', 'text/html': '<b>a</b>' }))).toBe('**a**');
});
