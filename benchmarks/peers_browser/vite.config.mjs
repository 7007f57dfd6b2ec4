// Builds the page as web/vite.config.ts builds the client; run from web/, where the packages are.
import { resolve } from 'node:path';

const here = import.meta.dirname;

/** Lets the page import what the client depends on: it lies outside of web/. */
const packagesOfTheClient = {
  name: 'packages-of-the-client',
  enforce: 'pre',
  resolveId(source) {
    const importer = resolve(here, '../../web/src/main.ts');
    return source.startsWith('onnxruntime-web') ? this.resolve(source, importer, { skipSelf: true }) : null;
  },
};

export default {
  root: here,
  configFile: false,
  plugins: [packagesOfTheClient],
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'production'] },
  build: { target: 'es2022', outDir: resolve(here, '../../var/benchmark-peers'), emptyOutDir: true },
};
