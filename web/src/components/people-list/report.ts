import type { Schemas } from '@/platform/api/client';

export type ImportReport = Schemas['ListReport'];
export type ReportLine = Schemas['ReportLine'];
export type InvitationLink = Schemas['InvitationLink'];

const FORMULA = /^[=+\-@\t\r]/;

/** The links of new accounts as a CSV file; a cell that a spreadsheet program would compute is made a text. */
export function linksAsCsv(links: readonly InvitationLink[], header: readonly string[]): Blob {
  const cell = (text: string) => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  const lines = [header, ...links.map(({ name, email, url }) => [name, email, url])];
  // The mark lets spreadsheet programs read the file as UTF-8.
  return new Blob(['\uFEFF', lines.map((line) => line.map(cell).join(',')).join('\r\n'), '\r\n'], { type: 'text/csv' });
}

/** Save a file on the user's device. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
