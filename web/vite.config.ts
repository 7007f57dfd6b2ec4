import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defaultClientConditions } from 'vite';
import { defineConfig } from 'vitest/config';

const server = process.env.ATTUNE_SERVER ?? 'http://127.0.0.1:5000';
const proxied = Object.fromEntries(['/api', '/models', '/metrics'].map((path) => [path, { target: server }]));

// A page should not need ninety requests: what nearly every page uses travels in two files that rarely change.
const chunks = [
  {
    name: 'framework',
    test: /node_modules[\\/](react|react-dom|react-router|scheduler|@tanstack|i18next|react-i18next|openapi-fetch)[\\/]/,
  },
  {
    name: 'interface',
    test: /node_modules[\\/](@mantine|@floating-ui|@tabler|clsx|react-remove-scroll|react-number-format)/,
    minShareCount: 3,
  },
];

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
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: { output: { codeSplitting: { groups: chunks } } },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/test/setup.ts'],
    restoreMocks: true,
    // A shared machine under load is slow, not wrong. `vi.waitFor` has a second of its own: `waitFor` and `expect.poll`
    // are waited for as said here and in the setup.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    pool: 'threads',
    maxWorkers: 2,
  },
});
