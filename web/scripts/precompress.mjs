// Write FILE.br and FILE.gz beside every compressible file of a build, so that the server only has to pick one.
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const COMPRESSIBLE = /\.(js|mjs|css|html|wasm|svg|json|onnx)$/;
const WORTHWHILE_BYTES = 1024; // below this the header costs more than it saves
const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

const folder = process.argv[2];
if (!folder) throw new Error('Usage: node scripts/precompress.mjs FOLDER');

async function compress(path) {
  if ((await stat(path)).size < WORTHWHILE_BYTES) return;
  const bytes = await readFile(path);
  // Quality 11 on a 14 MB wasm takes half a minute and saves 4 % over 9.
  const quality = bytes.length > 1_000_000 ? 9 : 11;
  await writeFile(`${path}.br`, await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }));
  await writeFile(`${path}.gz`, await deflate(bytes, { level: 9 }));
}

const entries = await readdir(folder, { recursive: true, withFileTypes: true });
for (const entry of entries) {
  if (entry.isFile() && COMPRESSIBLE.test(entry.name)) await compress(join(entry.parentPath ?? entry.path, entry.name));
}
