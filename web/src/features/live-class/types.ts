import type { Schemas } from '@/platform/api/client';
import type { EventOf } from '@/platform/events/events';

export type TaughtCourse = Schemas['TaughtCourse'];
export type LiveView = Schemas['LiveView'];
export type LiveStudent = Schemas['LiveStudent'];
export type LiveBlock = Schemas['LiveBlock'];
export type LiveCounts = Schemas['LiveCounts'];
export type ClassStates = Schemas['ClassStates'];
export type LivePoint = Schemas['TrendPoint'];
export type StateShare = Schemas['StateShare'];
export type Category = Schemas['Category'];
export type Alert = Schemas['Alert'];
export type Resolution = 'dismissed' | 'false_alarm' | 'done';

/** What the server pushes while a tutor watches a class. */
export type LiveEvent =
  | EventOf<'live.student'>
  | EventOf<'live.student_left'>
  | EventOf<'live.class'>
  | EventOf<'live.alerts'>
  | EventOf<'live.tick'>;
