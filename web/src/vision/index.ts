// The public face of the vision package: camera -> readings and windows, all on this device.

export type { Seen, WantedModel } from './analysisWorker';
export { ExpressionCamera, partsShowing, partsWithServer } from './camera';
export type { CameraOptions, CameraState, ExpressionCameraEvents } from './camera';
export { checkDevice, judgeDevice } from './device';
export type { DeviceSpeed, Verdict } from './device';
export { EXPRESSIONS } from './expressions';
export type { Expression } from './expressions';
export type { Box } from './faces';
export type { CameraFailure } from './failures';
export { modelIdentity } from './identity';
export type { ModelIdentity } from './identity';
export { failureOf } from './failures';
export { ModelProblem } from './modelFiles';
export { PictureProblem, readPicture } from './picture';
export type { PictureFailure } from './picture';
export type { AbstainReason, Reading } from './readings';
export type { FrameAnswer, SendFrame } from './serverAnalysis';
export type { Displayed } from './smoothing';
export type { Source, WindowSummary } from './windows';
