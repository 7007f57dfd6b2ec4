import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defaultClientConditions } from 'vite';
import { defineConfig } from 'vitest/config';

const server = process.env.ATTUNE_SERVER ?? 'http://127.0.0.1:5000';
const proxied = Object.fromEntries(['/api', '/models', '/metrics'].map((path) => [path, { target: server }]));

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) },
    // The build of onnxruntime-web that takes its wasm from a URL: the bundled one hangs inside a module worker.
    conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions],
  },
  worker: { format: 'es' },
  server: { port: 3000, proxy: proxied },
  preview: { port: 3000, proxy: proxied },
  // The content security policy allows nothing inlined as data: not even KaTeX's smallest font.
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/test/setup.ts'],
    restoreMocks: true,
    pool: 'threads',
    maxWorkers: 1,
  },
});
