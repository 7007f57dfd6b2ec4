// The public face of the vision package: camera -> readings and windows, all on this device.

export type { Seen, ModelRequest } from './worker/analysisWorker';
export { ExpressionCamera, partsShowing, partsWithServer } from './camera/camera';
export type { CameraOptions, CameraState, ExpressionCameraEvents } from './camera/camera';
export { checkDevice, rateDevice } from './camera/device';
export type { DeviceSpeed, Verdict } from './camera/device';
export { EXPRESSIONS } from './expressions';
export type { Expression } from './expressions';
export type { Box } from './geometry/faces';
export type { CameraFailure } from './worker/failures';
export { modelIdentity } from './models/identity';
export type { ModelIdentity } from './models/identity';
export { failureOf } from './worker/failures';
export { ModelProblem } from './models/modelFiles';
export { ImageProblem, analyzeImage } from './camera/image';
export type { ImageFailure } from './camera/image';
export type { AbstainReason, Reading } from './readings/readings';
export type { FrameAnswer, SendFrame } from './camera/serverAnalysis';
export type { Displayed } from './readings/smoothing';
export type { WindowSource, WindowSummary } from './readings/windows';
