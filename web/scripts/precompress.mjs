// Write FILE.br and FILE.gz beside every compressible file of a build, so that the server only has to pick one.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

const COMPRESSIBLE = /\.(js|mjs|css|html|wasm|svg|json|onnx)$/;
const WORTHWHILE_BYTES = 1024; // below this the header costs more than it saves
// Brotli at its best makes the 14 MB of WebAssembly an eighth smaller than one step below, and takes a minute for it:
// files as large as that hardly ever change between two builds, so what was compressed once is kept by its hash.
const LARGE_BYTES = 1_000_000;
const CACHE = join(dirname(fileURLToPath(import.meta.url)), '../node_modules/.cache/attune-brotli');
const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

const folder = process.argv[2];
if (!folder) throw new Error('Usage: node scripts/precompress.mjs FOLDER');

async function compress(path) {
  const bytes = await readFile(path);
  if (bytes.length < WORTHWHILE_BYTES) return;
  await (bytes.length > LARGE_BYTES ? copyCompressed(path, bytes) : writeFile(`${path}.br`, await brotli(bytes)));
  await writeFile(`${path}.gz`, await deflate(bytes, { level: 9 }));
}

async function copyCompressed(path, bytes) {
  const kept = join(CACHE, `${createHash('sha256').update(bytes).digest('hex')}.br`);
  if (!existsSync(kept)) {
    await mkdir(CACHE, { recursive: true });
    await writeFile(`${kept}.${process.pid}`, await brotli(bytes));
    await rename(`${kept}.${process.pid}`, kept); // a build that is broken off leaves no half file behind
  }
  await copyFile(kept, `${path}.br`);
}

const entries = await readdir(folder, { recursive: true, withFileTypes: true });
const files = entries.filter((entry) => entry.isFile() && COMPRESSIBLE.test(entry.name));
await Promise.all(files.map((entry) => compress(join(entry.parentPath ?? entry.path, entry.name))));
