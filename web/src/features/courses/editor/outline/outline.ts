import { inserted, without } from '../draft/order';
import type { OwnLesson, OwnModule } from '../types';

export interface LessonPlace {
  moduleId: string;
  /** The lesson that it stands before; null for the end of the module. */
  beforeId: string | null;
}

/** Where a lesson stands: its module and its place in it. */
export function whereIs(modules: readonly OwnModule[], lessonId: string): { module: OwnModule; index: number } | null {
  for (const module of modules) {
    const index = module.lessons.findIndex(({ id }) => id === lessonId);
    if (index >= 0) return { module, index };
  }
  return null;
}

/** The outline with a lesson at another place. */
export function withLessonAt(modules: readonly OwnModule[], lessonId: string, place: LessonPlace): OwnModule[] {
  const found = whereIs(modules, lessonId);
  const lesson = found?.module.lessons[found.index];
  if (!lesson || lessonId === place.beforeId) return [...modules];
  return modules.map((module) => {
    const lessons = without(module.lessons, lessonId);
    if (module.id !== place.moduleId) return { ...module, lessons };
    const before = lessons.findIndex(({ id }) => id === place.beforeId);
    return { ...module, lessons: inserted(lessons, lesson, before < 0 ? lessons.length : before) };
  });
}

/** The place one step up or down; over the edge of a module into its neighbour, and null at the end of the course. */
export function placeNextTo(modules: readonly OwnModule[], lessonId: string, step: -1 | 1): LessonPlace | null {
  const found = whereIs(modules, lessonId);
  if (!found) return null;
  const { module, index } = found;
  const { lessons } = module;
  if (step < 0 && index > 0) return { moduleId: module.id, beforeId: lessons[index - 1]!.id };
  if (step > 0 && index < lessons.length - 1) return { moduleId: module.id, beforeId: lessons[index + 2]?.id ?? null };
  const neighbour = modules[modules.indexOf(module) + step];
  if (!neighbour) return null;
  return { moduleId: neighbour.id, beforeId: step < 0 ? null : (neighbour.lessons[0]?.id ?? null) };
}

/** The place that a lesson takes when it is dropped on another one, or on a module. */
export function placeOfDrop(modules: readonly OwnModule[], lessonId: string, overId: string): LessonPlace | null {
  if (modules.some(({ id }) => id === overId)) return { moduleId: overId, beforeId: null };
  const [from, over] = [whereIs(modules, lessonId), whereIs(modules, overId)];
  if (!from || !over || lessonId === overId) return null;
  const downwards = from.module.id === over.module.id && from.index < over.index;
  const beforeId = downwards ? (over.module.lessons[over.index + 1]?.id ?? null) : overId;
  return { moduleId: over.module.id, beforeId };
}

/** What is there: archived modules and lessons are kept, but not shown in the outline. */
export function thoseThere(modules: readonly OwnModule[]): OwnModule[] {
  return modules
    .filter(({ archived }) => !archived)
    .map((module) => ({ ...module, lessons: module.lessons.filter(({ archived }) => !archived) }));
}

/** What was archived and can be brought back: whole modules, and lessons of modules that are there. */
export function archivedIn(modules: readonly OwnModule[]): { modules: OwnModule[]; lessons: OwnLesson[] } {
  return {
    modules: modules.filter(({ archived }) => archived),
    lessons: modules
      .filter(({ archived }) => !archived)
      .flatMap(({ lessons }) => lessons.filter((each) => each.archived)),
  };
}
