import { describe, expect, test } from 'vitest';
import { exportUrl } from './api';
import { isFiltered, questionOf, readFilter, writeFilter } from './filter';

function read(address: string) {
  return readFilter(new URLSearchParams(address));
}

describe('the filter of the audit log', () => {
  test('is what the address says, and the address what the filter says', () => {
    const address =
      'search=mara&who=system&about=3cbdd64b-c8e8-4868-a175-9adbb28a46ea&action=data_exported&from=2026-03-01&to=2026-03-02&before=7';
    expect(writeFilter(read(address)).toString()).toBe(address);
    expect(writeFilter(read('')).toString()).toBe('');
  });

  test('takes what makes no sense as not given', () => {
    expect(read('who=me&about=system&action=danced&from=yesterday&to=2026-13-01&before=-1&after=x')).toEqual(read(''));
    expect(read('from=2026-03-02&to=2026-03-01').to).toBe('');
    expect(read('before=7&after=8').after).toBeUndefined();
  });

  test('asks for whole days of the reader', () => {
    const { since, until } = questionOf(read('from=2026-03-01&to=2026-03-01'));
    expect(new Date(since!)).toEqual(new Date(2026, 2, 1));
    expect(new Date(until!)).toEqual(new Date(2026, 2, 2));
  });

  test('is none where it only says where a page begins', () => {
    expect(isFiltered(read('before=7'))).toBe(false);
    expect(isFiltered(read('who=system'))).toBe(true);
  });

  test('goes along with an export, but for the page', () => {
    expect(exportUrl(read('action=data_exported&before=7'), 'jsonl')).toBe(
      '/api/v1/administration/audit/export?action=data_exported&format=jsonl',
    );
  });
});
