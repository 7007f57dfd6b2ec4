import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { BLOCK_KINDS, newContent, newItem, QUESTION_KINDS } from './newBlocks';

const FILE = resolve('..', 'tests', 'contract', 'new_blocks.json'); // tests run in web/
const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** What is there when somebody has added a part and typed nothing; every id is the same one. */
const added = JSON.parse(
  JSON.stringify(
    {
      blocks: Object.fromEntries(BLOCK_KINDS.map((kind) => [kind, newContent(kind)])),
      questions: Object.fromEntries(QUESTION_KINDS.map((kind) => [kind, newItem(kind)])),
    },
    (_key, value: unknown) =>
      typeof value === 'string' && ID.test(value) ? '00000000-0000-4000-8000-000000000000' : value,
  ),
) as unknown;

it('begins every part as the server has been shown it (tests/contract/new_blocks.json)', () => {
  expect(added).toEqual(JSON.parse(readFileSync(FILE, 'utf8')));
});
