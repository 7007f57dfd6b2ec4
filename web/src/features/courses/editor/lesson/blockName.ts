import { useTranslation } from 'react-i18next';
import type { BlockBody } from '../types';

const MOST = 60;
const MARKS = /^\s*(?:#{1,6}|>|[-*+]|\d+[.)])\s+|[*_`~]|!?\[|\]\([^)]*\)|\]/g;

/** Name a block in a list of what is written: by its title, or by kind and place with the first words of what it holds. */
export function useBlockName(): (block: BlockBody, index: number) => string {
  const { t } = useTranslation('courses');
  return (block, index) => {
    if (block.title) return block.title;
    const name = t('editor.block_name', { kind: t(`editor.kinds.${block.kind}`), number: index + 1 });
    const words = firstWords(block);
    return words ? t('editor.block_name_words', { name, words }) : name;
  };
}

/** The first words of a block that has no title, without Markdown's marks; empty where it says nothing yet. */
export function firstWords(block: BlockBody): string {
  const said = sayingsOf(block)
    .flatMap((text) => text?.split('\n') ?? [])
    .map((line) => line.replaceAll(MARKS, '').trim())
    .find(Boolean);
  if (!said) return '';
  return said.length <= MOST ? said : `${said.slice(0, MOST - 1).trimEnd()}…`;
}

function sayingsOf(block: BlockBody): (string | null | undefined)[] {
  switch (block.kind) {
    case 'markdown':
    case 'callout':
      return [block.content.text];
    case 'image':
      return [block.content.caption, block.content.alt];
    case 'video':
    case 'audio':
    case 'file':
      return [block.content.file];
    case 'embed':
      return [block.content.title, block.content.url];
    case 'assignment':
      return [block.content.prompt];
    case 'poll':
      return [block.content.question];
    case 'quiz':
      return [block.content.questions[0]?.prompt];
    case 'code':
      return [];
  }
}
