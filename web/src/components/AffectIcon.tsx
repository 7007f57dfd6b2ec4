import { PICTOGRAMS, type Expression, type LearningState } from './affect';

/** The pictogram of an expression or a learning state, in the colour of the words beside it and as high as they are. */
export function AffectIcon({ name }: { name: Expression | LearningState }) {
  return (
    <svg
      aria-hidden="true"
      width="1.25em"
      height="1.25em"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: 'none', verticalAlign: '-0.27em' }}
    >
      <path d={PICTOGRAMS[name]} />
    </svg>
  );
}
