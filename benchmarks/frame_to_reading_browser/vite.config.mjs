// Builds the page as web/vite.config.ts builds the client; run from web/, where the packages are.
import { resolve } from 'node:path';

const here = import.meta.dirname;

export default {
  root: here,
  configFile: false,
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'production'] },
  worker: { format: 'es' },
  build: { target: 'es2022', outDir: resolve(here, '../../var/benchmark-page'), emptyOutDir: true },
};
