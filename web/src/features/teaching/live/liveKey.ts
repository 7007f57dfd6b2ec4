/** Where the live view of a course is cached. */
export function liveKey(courseId: string) {
  return ['teaching', 'live', courseId] as const;
}
