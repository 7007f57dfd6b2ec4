import type { GradeBody, WorkToGrade } from '../work/gradingTypes';
import type { Annotation } from '../work/types';

/** What a tutor has entered for one piece of work and not given yet. */
export interface GradeForm {
  points: number | null;
  rubric: Record<string, number>;
  questions: Record<string, { points: number | null; comment: string }>;
  comment: string;
  annotations: Annotation[];
}

/** The form as the work stands on the server. */
export function formOf(work: WorkToGrade): GradeForm {
  return {
    points: work.points,
    rubric: work.rubric,
    questions: Object.fromEntries(
      work.answers
        .filter(({ by_tutor: byTutor }) => byTutor)
        .map(({ question, points, comment }) => [question.id, { points, comment: comment ?? '' }]),
    ),
    comment: work.comment ?? '',
    annotations: work.annotations,
  };
}

/** The points that the form gives; null while something that counts has none. */
export function totalOf(work: WorkToGrade, form: GradeForm): number | null {
  if (work.kind === 'quiz') {
    const parts = work.answers.map(({ question, points, by_tutor: byTutor }) =>
      byTutor ? (form.questions[question.id]?.points ?? null) : points,
    );
    return sum(parts);
  }
  const lines = work.assignment?.rubric ?? [];
  return lines.length > 0 ? sum(lines.map(({ id }) => form.rubric[id] ?? null)) : form.points;
}

/** Whether there are more points than can be got. */
export function isTooMany(points: number | null, most: number): boolean {
  return points !== null && points > most;
}

/** Whether a field of the form holds more points than can be got; such a form is not sent. */
export function hasTooMany(work: WorkToGrade, form: GradeForm): boolean {
  if (work.kind === 'quiz')
    return work.answers.some(
      ({ question, max_points: most, by_tutor: byTutor }) =>
        byTutor && isTooMany(form.questions[question.id]?.points ?? null, most),
    );
  const lines = work.assignment?.rubric ?? [];
  if (lines.length > 0) return lines.some(({ id, points: most }) => isTooMany(form.rubric[id] ?? null, most));
  return isTooMany(form.points, work.max_points);
}

function sum(parts: readonly (number | null)[]): number | null {
  let total = 0;
  for (const part of parts) {
    if (part === null) return null;
    total += part;
  }
  return total;
}

/** What the server is told. */
export function bodyOf(work: WorkToGrade, form: GradeForm, state: GradeBody['state']): GradeBody {
  const comment = form.comment.trim() === '' ? null : form.comment.trim();
  if (work.kind === 'quiz')
    return {
      state,
      comment,
      questions: Object.fromEntries(
        Object.entries(form.questions).map(([id, { points, comment: text }]) => [
          id,
          { points, comment: text.trim() === '' ? null : text.trim() },
        ]),
      ),
    };
  const points = totalOf(work, form);
  return { state, comment, points, rubric: form.rubric, annotations: form.annotations };
}

/** Add a comment to a text, in the order in which the passages stand. */
export function withAnnotation(annotations: readonly Annotation[], added: Annotation): Annotation[] {
  return [...annotations, added].toSorted((a, b) => a.start - b.start || a.end - b.end);
}
