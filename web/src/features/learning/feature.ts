import type { Feature } from '@/app/feature';

export const learning: Feature = {};
