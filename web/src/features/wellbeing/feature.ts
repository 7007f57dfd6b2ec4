import type { Feature } from '@/app/feature';

export const wellbeing: Feature = {};
