import type { Schemas } from '@/platform/api/client';

/** A file that a student has sent. */
export type WorkFile = Schemas['WorkFileOut'];
