// Which model reads the student's face: shown to them by name, version and hash.

import { loadManifest, modelFolder } from './bundle';

export interface ModelIdentity {
  name: string;
  version: string;
  sha256: string;
  /** Folder of the model's files, with its card. */
  url: string;
}

/** Identity of a model as the server has it; throws ModelProblem when it is missing or unreadable. */
export async function modelIdentity(modelName: string): Promise<ModelIdentity> {
  const { name, version, sha256 } = await loadManifest(modelName);
  return { name, version, sha256, url: `${modelFolder(modelName)}/` };
}
