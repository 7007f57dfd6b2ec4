import type { Schemas } from '@/platform/api/client';

/** What a student finds on their home page, as the server sends it. */
export type StudentHome = NonNullable<Schemas['Home']['student']>;
export type ContinueAt = NonNullable<StudentHome['continue_at']>;
export type DueEntry = StudentHome['due'][number];
export type FeedbackEntry = StudentHome['feedback'][number];
export type CourseFigures = StudentHome['results'][number];
