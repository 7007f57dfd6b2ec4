import { extendTrend } from './class-states/trend';
import type { Alert, LiveEvent, LiveStudent, LiveView } from './types';

/** The view after an event: the same as a fresh fetch would give. Events of other courses change nothing. */
export function applyLiveEvent(view: LiveView, event: LiveEvent): LiveView {
  if (event.course_id !== view.course_id) return view;
  switch (event.type) {
    case 'live.student':
      return { ...view, students: replaceStudent(view.students, event.student) };
    case 'live.student_left':
      return { ...view, students: view.students.filter(({ user_id }) => user_id !== event.user_id) };
    case 'live.class':
      return isOlder(event.generated_at, view.generated_at) ? view : withClass(view, event);
    case 'live.alerts':
      return { ...view, alerts: event.alerts };
    case 'live.tick':
      return isOlder(event.generated_at, view.generated_at)
        ? view
        : { ...view, generated_at: event.generated_at, coming_back: event.coming_back };
  }
}

function withClass(view: LiveView, event: Extract<LiveEvent, { type: 'live.class' }>): LiveView {
  const { counts, class_states, blocks, generated_at } = event;
  return { ...view, counts, class_states, blocks, generated_at, trend: extendTrend(view.trend, event) };
}

function replaceStudent(students: readonly LiveStudent[], student: LiveStudent): LiveStudent[] {
  const others = students.filter(({ user_id }) => user_id !== student.user_id);
  return [...others, student].toSorted(byNameAndId);
}

/** The server's order: by code points, not by any language's alphabet. */
function byNameAndId(a: LiveStudent, b: LiveStudent): number {
  return compare(a.name, b.name) || compare(a.user_id, b.user_id);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function isOlder(instant: string, than: string): boolean {
  return Date.parse(instant) < Date.parse(than);
}

/** The view without an alert that the tutor has just dealt with; the server's next list decides. */
export function withoutAlert(view: LiveView, alertId: string): LiveView {
  return { ...view, alerts: view.alerts.filter(({ id }) => id !== alertId) };
}

/** The view with an alert back in its place after "undo". */
export function withAlert(view: LiveView, alert: Alert, index: number): LiveView {
  if (view.alerts.some(({ id }) => id === alert.id)) return view;
  return { ...view, alerts: view.alerts.toSpliced(index, 0, alert) };
}
