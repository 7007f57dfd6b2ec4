// Builds a benchmark's page as web/vite.config.ts builds the client; run from web/, where the packages are.
import { resolve } from 'node:path';

/** Lets a page import what the client depends on: it lies outside of web/. */
const packagesOfTheClient = {
  name: 'packages-of-the-client',
  enforce: 'pre',
  resolveId(source) {
    const importer = resolve(import.meta.dirname, '../../web/src/main.ts');
    return source.startsWith('onnxruntime-web') ? this.resolve(source, importer, { skipSelf: true }) : null;
  },
};

/** Vite's configuration for the page in a folder, built into var/ under a name. */
export function pageBuild(folder, name) {
  return {
    root: folder,
    configFile: false,
    plugins: [packagesOfTheClient],
    resolve: { conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'production'] },
    worker: { format: 'es' },
    build: { target: 'es2022', outDir: resolve(import.meta.dirname, '../../var', name), emptyOutDir: true },
  };
}
