import type { Schemas } from '@/platform/api/client';

/** Assignments and what students hand in, as the server sends it. */
export type RubricLine = Schemas['RubricLineOut'];
export type Annotation = Schemas['AnnotationOut'];
export type Assignment = Schemas['AssignmentOut'];
export type AssignmentDraft = Schemas['WorkDraftOut'];
export type HandIn = Schemas['HandInOut'];
export type OwnAssignment = Schemas['AssignmentPage'];
