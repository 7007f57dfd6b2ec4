import { lazy, Suspense } from 'react';
import { SkeletonLines } from '@/components/state/QueryState';
import { Choices, TrueFalse } from './Choices';
import type { ControlProps } from './controls';
import { Entry } from './Entry';

// Most quizzes only choose and type; what the other kinds need is loaded where one of them is asked.
const Matching = lazy(async () => ({ default: (await import('./Matching')).Matching }));
const Ordering = lazy(() => import('./Ordering'));
const Gaps = lazy(async () => ({ default: (await import('./Gaps')).Gaps }));
const LongText = lazy(async () => ({ default: (await import('./LongText')).LongText }));
const FileAnswer = lazy(async () => ({ default: (await import('./FileAnswer')).FileAnswer }));

/** Where a question of any kind is answered. */
export function AnswerControl({ blockId, ...controls }: ControlProps & { blockId: string | null }) {
  return (
    <Suspense fallback={<SkeletonLines count={2} />}>
      <ByKind blockId={blockId} {...controls} />
    </Suspense>
  );
}

function ByKind({ blockId, ...controls }: ControlProps & { blockId: string | null }) {
  switch (controls.question.kind) {
    case 'single':
    case 'multiple':
      return <Choices {...controls} />;
    case 'true_false':
      return <TrueFalse {...controls} />;
    case 'matching':
      return <Matching {...controls} />;
    case 'ordering':
      return <Ordering {...controls} />;
    case 'gaps':
      return <Gaps {...controls} />;
    case 'long_text':
      return <LongText {...controls} />;
    case 'file':
      return <FileAnswer blockId={blockId} {...controls} />;
    default:
      return <Entry {...controls} />;
  }
}
