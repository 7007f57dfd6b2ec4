// Write src/platform/api/schema.d.ts from the server's OpenAPI document.
// Usage: npm run api [-- FILE_OR_URL]; by default web/openapi.json, which `attune openapi > web/openapi.json` writes.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, '../../src/platform/api/schema.d.ts');
const source = process.argv[2] ?? join(here, '../../openapi.json');

if (!existsSync(join(here, 'node_modules'))) execFileSync('npm', ['ci'], { cwd: here, stdio: 'inherit' });
const generator = join(here, 'node_modules/openapi-typescript/bin/cli.js');
execFileSync(
  process.execPath,
  [generator, source, '--output', target, '--alphabetize', '--default-non-nullable=false'],
  { stdio: 'inherit' },
);
