import { gfm } from '@joplin/turndown-plugin-gfm';
import TurndownService from 'turndown';

const service = new TurndownService({
  headingStyle: 'atx',
  hr: '---',
  bulletListMarker: '-',
  codeBlockStyle: 'fenced',
  emDelimiter: '*',
});
service.use(gfm);
service.remove(['script', 'style', 'title', 'noscript']);
// A picture of another site would tell that site who reads; its description stays.
service.addRule('foreign picture', {
  filter: 'img',
  replacement: (_content, node) => (node as HTMLElement).getAttribute('alt') ?? '',
});
// Headings of a page that is copied from need not be headings of a lesson's first rank.
service.addRule('heading below the title', {
  filter: 'h1',
  replacement: (content) => (content.trim() ? `\n\n## ${content.trim()}\n\n` : ''),
});
// Google Docs puts everything into a bold element that is not bold.
service.addRule('unemphatic', {
  filter: (node) => node.nodeName === 'B' && node.style.fontWeight === 'normal',
  replacement: (content) => content,
});
service.addRule('link to nowhere', {
  filter: (node) => node.nodeName === 'A' && !/^(https?:|mailto:)/i.test(node.getAttribute('href') ?? ''),
  replacement: (content) => content,
});

/** What was copied from a page or a document, as Markdown. */
export function toMarkdown(html: string): string {
  return service
    .turndown(html)
    .replaceAll('\u00a0', ' ')
    .replaceAll(/[^\S\n]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** The images among what is pasted or dropped. */
export function imagesIn(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
}

/** What is pasted as text: from HTML where it says more than the plain text does; null to leave it to the browser. */
export function pastedMarkdown(data: DataTransfer | null): string | null {
  const html = data?.getData('text/html') ?? '';
  if (html.trim() === '') return null;
  const markdown = toMarkdown(html);
  return markdown === '' || markdown === data?.getData('text/plain').trim() ? null : markdown;
}
