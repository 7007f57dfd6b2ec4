/** Where the live view of a course is cached. */
export function liveKey(courseId: string) {
  return ['live-class', 'live', courseId] as const;
}
