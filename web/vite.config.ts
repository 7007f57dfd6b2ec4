import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defaultClientConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { catalogueParts } from './catalogueParts.ts';

const server = process.env.ATTUNE_SERVER ?? 'http://127.0.0.1:5000';
const proxied = Object.fromEntries(['/api', '/models', '/metrics'].map((path) => [path, { target: server }]));

interface Modules {
  getModuleInfo: (id: string) => { importedIds: readonly string[] } | null;
}

/** The client's own modules that every page needs: what `main.tsx` imports, and what that imports, but not what it loads later. */
function neededByEveryPage(): (id: string, modules: Modules) => boolean {
  const ours = (id: string) => id.startsWith(SOURCES) && !id.includes('?');
  let found: Set<string> | undefined;
  return (id, modules) => {
    if (found === undefined) {
      found = new Set();
      const waiting = [`${SOURCES}main.tsx`];
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        if (found.has(next)) continue;
        found.add(next);
        waiting.push(...(modules.getModuleInfo(next)?.importedIds ?? []).filter(ours));
      }
    }
    return found.has(id);
  };
}

const SOURCES = fileURLToPath(new URL('./src/', import.meta.url)).replaceAll('\\', '/');
const isNeeded = neededByEveryPage();
const mantine = (parts: string) =>
  new RegExp(String.raw`node_modules[\\/]@mantine[\\/](core[\\/]esm|hooks[\\/]esm)[\\/](${parts})[\\/]`);

// A page should not need ninety requests: what every page uses travels in three files. What opens on demand (menus, dialogs)
// and what only forms and tables need is heavier than all the rest of the interface: it stays apart.
const chunks = [
  {
    name: 'framework',
    test: /node_modules[\\/](react|react-dom|react-router|scheduler|@tanstack[\\/](react-query|query-core)|i18next|react-i18next|openapi-fetch)[\\/]/,
    priority: 6,
  },
  {
    name: (id: string, modules: Modules) => (isNeeded(id, modules) ? 'shell' : null),
    priority: 5,
    includeDependenciesRecursively: false,
  },
  {
    name: 'interface',
    test: mantine(
      'core|components.(ActionIcon|Alert|Anchor|Avatar|Badge|Burger|Button|Card|CloseButton|Collapse|Container|CopyButton|Group|List|Paper|Progress|SimpleGrid|Skeleton|Stack|Text|Title|Transition|UnstyledButton|VisuallyHidden)|use-(clipboard|disclosure|local-storage|merged-ref|network|timeout|uncontrolled)',
    ),
    priority: 4,
  },
  { name: 'interface', test: /@tabler[\\/]icons-react[\\/]dist[\\/]esm[\\/]\w+\.mjs/, priority: 4 },
  {
    name: 'inputs',
    test: mantine('components.(Checkbox|Input|InputBase|NativeSelect|Radio|Textarea|TextInput)'),
    priority: 3,
  },
  { name: 'overlays', test: mantine('components.(Drawer|Menu|Modal|ModalBase|Popover)'), priority: 2 },
  {
    name: 'controls',
    test: /node_modules[\\/](@mantine|@floating-ui|clsx|react-remove-scroll|react-number-format)/,
    minShareCount: 3,
    priority: 1,
  },
  { name: 'icons', test: /@tabler/, minShareCount: 4, priority: 1 },
];

export default defineConfig({
  plugins: [catalogueParts(), react()],
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
