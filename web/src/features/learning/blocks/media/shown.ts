import type { Schemas } from '@/platform/api/client';

export type ShownImage = Schemas['ImageOut'];
export type ShownAudio = Schemas['AudioOut'];
export type ShownCallout = Schemas['CalloutOut'];
export type ShownCode = Schemas['CodeOut'];
export type ShownVideo = Schemas['VideoOut'];
