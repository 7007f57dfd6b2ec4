import type { Block } from '../api';

/** How a block is marked. handed_in: practice that is done by handing it in, and whose answers fall short of the pass mark. */
export type BlockMark = 'completed' | 'handed_in' | 'closed' | 'waiting' | 'open';

/** The mark of a block; a tick is never on a quiz that was not passed. */
export function blockMark({ completed, closed, waiting, quiz }: Block): BlockMark {
  if (completed) return quiz && (quiz.best_score ?? 0) < quiz.pass_score ? 'handed_in' : 'completed';
  return closed ? 'closed' : waiting ? 'waiting' : 'open';
}
