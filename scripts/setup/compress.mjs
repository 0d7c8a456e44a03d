import { readdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const text = /\.(js|css|html|json|svg|txt|xml|map|ttf|webmanifest)$/;

/** Smaller files fit one packet either way. */
const bytesMin = 1_024;

/** Writes `FILE.br` and `FILE.gz` beside every text file of a folder, so that the server never compresses. */
export async function compressFolder(folder) {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => text.test(name)).map((name) => join(folder, name));
  const lanes = Array.from({ length: availableParallelism() }, async () => {
    for (let file = files.pop(); file; file = files.pop()) await compressFile(file);
  });
  await Promise.all(lanes);
}

async function compressFile(file) {
  const bytes = await readFile(file);
  if (bytes.length < bytesMin) return;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, { params }));
  await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
}
