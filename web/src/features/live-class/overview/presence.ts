import type { EventOf } from '@/platform/events/events';
import type { TaughtCourse } from '../types';

/** The courses with the head counts of an event folded in. */
export function applyCounts(courses: readonly TaughtCourse[], event: EventOf<'live.class'>): TaughtCourse[] {
  const { enrolled, present } = event.counts;
  return courses.map((course) => (course.course_id === event.course_id ? { ...course, enrolled, present } : course));
}
