import { UnstyledButton } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useBlockName } from '../lesson/blockName';
import type { Place } from '../lesson/editorContext';
import type { LessonBody, PublishProblem } from '../types';
import classes from './Publish.module.css';

/** The rules of the validator that something is broken by which is not there yet. */
const MISSING = /^missing$|too_short$|_type$|^(?:int|float|bool)_parsing$/;

const isMissing = ({ code }: PublishProblem): boolean => MISSING.test(code);

/** Where the catalogue may have words for a problem: by its rule, else by its field, the narrowest first. */
function wordsFor(problem: PublishProblem, kind: string | undefined, names: readonly string[]): string[] {
  const [part, last] = [names.at(-2), names.at(-1)];
  if (problem.code === 'string_pattern_mismatch') return [`missing.${kind}_${last}`, `rules.${problem.code}`];
  const byField = isMissing(problem) && last ? [`${kind}_${last}`, `${part}_${last}`, last] : [];
  return [`rules.${problem.code}`, ...byField.map((name) => `missing.${name}`)];
}

interface ProblemListProps {
  problems: readonly PublishProblem[];
  body: LessonBody;
  onPlace: (place: Omit<Place, 'nonce'>) => void;
}

/** What keeps a lesson from being published, each with the way to its place. */
export function ProblemList({ problems, body, onPlace }: ProblemListProps) {
  const { t, i18n } = useTranslation('courses');
  const nameOfBlock = useBlockName();
  return (
    <ul className={classes.problems}>
      {problems.map((problem) => (
        <li key={`${problem.block_id}${problem.question_id}${problem.field}${problem.message}`}>
          <UnstyledButton
            className={classes.problem}
            onClick={() =>
              onPlace({ blockId: problem.block_id, questionId: problem.question_id, field: problem.field })
            }
          >
            <span>
              <strong>{nameOf(problem)}</strong>
              <br />
              {describe(problem)}
            </span>
            <IconArrowRight size={17} aria-hidden />
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );

  function nameOf({ block_id: blockId, question_id: questionId }: PublishProblem): string {
    const index = body.blocks.findIndex(({ id }) => id === blockId);
    const block = body.blocks[index];
    if (!block) return t('editor.publish.lesson');
    const name = nameOfBlock(block, index);
    if (!questionId || block.kind !== 'quiz') return name;
    const number = block.content.questions.findIndex(({ id }) => id === questionId) + 1;
    return `${name}, ${t('editor.quiz.question', { number })}`;
  }

  /** The server's words are English and the validator's: what is wrong is said by the catalogue, with the same details. */
  function describe(problem: PublishProblem): string {
    const kind = body.blocks.find(({ id }) => id === problem.block_id)?.kind;
    const names = (problem.field ?? '').split('.').filter((part) => knows(`editor.fields.${part}`));
    const own = wordsFor(problem, kind, names).find((key) => knows(`editor.publish.${key}`));
    const field = t(`editor.fields.${names.at(-1) ?? 'content'}`);
    if (own) return t(`editor.publish.${own}`, { field, ...shown(problem.details) });
    return t(isMissing(problem) ? 'editor.publish.misses' : 'editor.publish.check', { field });
  }

  function shown(details: PublishProblem['details']): Record<string, string> {
    const number = new Intl.NumberFormat(i18n.language, { useGrouping: false });
    return Object.fromEntries(
      Object.entries(details).map(([name, value]) => [name, typeof value === 'number' ? number.format(value) : value]),
    );
  }

  function knows(key: string): boolean {
    return i18n.exists(key, { ns: 'courses' });
  }
}
