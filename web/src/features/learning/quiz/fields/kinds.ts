import type { Schemas } from '@/platform/api/client';

/** What every question shows, also an easier one that has no help of its own. */
export type AskedQuestion = Schemas['EasierQuestionOut'];
export type Question = Schemas['QuestionOut'];

/** A part of a question that is chosen or put in order. */
export type Piece = Schemas['ChoiceOut'];
