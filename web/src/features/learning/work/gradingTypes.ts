import type { Schemas } from '@/platform/api/client';

/** What tutors grade and what comes of it, as the server sends it. */
export type Queue = Schemas['Queue'];
export type QueueEntry = Schemas['QueueEntry'];
export type WorkToGrade = Schemas['WorkToGrade'];
export type GradedAnswer = Schemas['GradedAnswer'];
export type GradeBody = Schemas['GradeIn'];
export type SavedComment = Schemas['SavedCommentOut'];
export type Gradebook = Schemas['Gradebook'];
export type GradebookStudent = Schemas['GradebookStudent'];
export type GradeItem = Schemas['GradeItemOut'];
export type Grade = GradebookStudent['grades'][string];
export type GradeChange = Schemas['GradeChangeOut'];
export type ImportReport = Schemas['GradeImportReport'];
export type Roster = Schemas['Roster'];
export type RosterEntry = Schemas['RosterEntry'];
export type ResultLine = Schemas['ResultLine'];
export type CourseResults = Schemas['CourseResults'];
